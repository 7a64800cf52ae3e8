import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { documentOf } from "../support/document.js";

/** What a stand-in controller answers at a path: JSON, a text as it is, or whatever a function does. */
export type Answers = Record<string, unknown | ((response: ServerResponse) => void)>;

export interface StandIn {
  url: string;
  /** Paths in the order they were asked for, as they were on the wire. */
  asked: string[];
}

export const DOCUMENT = documentOf({ operations: { "GET /openapi/v1/lamps": {} } });

export const INFO = {
  errorCode: 0,
  msg: "Success.",
  result: { controllerVer: "6.2.14.11", apiVer: "3", type: 1, omadacId: "0123456789abcdef" },
};

export const listOf = (...names: string[]) => ({
  urls: names.map((name) => ({ url: `/v3/api-docs/${name}`, name })),
});

/** Starts a stand-in for a controller on this machine, hands it over, and stops it. */
export async function withStandIn<T>(answers: Answers, use: (standIn: StandIn) => Promise<T>): Promise<T> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const answer = answers[path];
    if (typeof answer === "function") return answer(response);
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The answers of a controller with these groups. */
export function controllerWith(...names: string[]): Answers {
  return {
    "/api/info": INFO,
    "/v3/api-docs/swagger-config": listOf(...names),
    "/v3/api-docs": DOCUMENT,
    ...Object.fromEntries(names.map((name) => [`/v3/api-docs/${encodeURIComponent(name)}`, DOCUMENT])),
  };
}

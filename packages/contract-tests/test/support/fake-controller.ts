import { clientCredentials } from "@omada-sdk/auth";
import type { OmadaClientOptions } from "@omada-sdk/core";

export const OMADAC_ID = "0123456789abcdef0123456789abcdef";

/** A request as a controller would see it. */
export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  request: Request;
}

export interface FakeController {
  options: OmadaClientOptions;
  /** Everything but `/api/info` and token requests, in order. */
  seen: Seen[];
  /** What the next operations answer as `result`. */
  result: unknown;
  /** The errorCode beside it; 0 when left out. */
  errorCode?: number;
}

/** Options for a client whose `fetch` answers like a controller of a version; without one, like the cloud. */
export function fakeController(controllerVer?: string): FakeController {
  const origin = controllerVer === undefined ? "https://fake.tplinkcloud.com" : "https://omada.example:8043";
  const controller: FakeController = {
    options: {
      baseUrl: origin,
      auth: clientCredentials({ clientId: "id", clientSecret: "secret" }),
      fetch: async (url, init) => {
        const request = new Request(url, init);
        const { pathname, searchParams } = new URL(url);
        if (pathname === "/api/info")
          return answer({ controllerVer, omadacId: OMADAC_ID, type: 1, configured: true });
        if (pathname === "/openapi/authorize/token")
          return answer({ accessToken: "AT-1", expiresIn: 7200, tokenType: "bearer" });
        controller.seen.push({ method: request.method, path: pathname, query: searchParams, request });
        return answer(controller.result, controller.errorCode);
      },
      ...(controllerVer === undefined ? { omadacId: OMADAC_ID } : {}),
    },
    seen: [],
    result: {},
  };
  return controller;
}

function answer(result: unknown, errorCode = 0): Response {
  return Response.json({ errorCode, msg: "Success.", result });
}

import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import type { Operation } from "@omada-sdk/model";
import type { Controller } from "../src/state/controller.js";
import { type Check, declaredValidator } from "../test/declared-validator.js";
import { requestFor } from "../test/support.js";
import type { Endpoint } from "./connection.js";

/** What came of calling every operation once. */
export interface Sweep {
  calls: number;
  ok: number;
  valid: number;
}

const PATIENCE_MS = 10_000;

/**
 * Calls every operation once with a request that its document allows, and checks the answer against the schema that the
 * document declares for it. File downloads, which are declared as JSON, are left out.
 * @param controller names ids that the mock has; to the other servers they are any texts
 * @param after done after every call
 */
export async function sweep(
  controller: Controller,
  endpoint: Endpoint,
  authorization: string | undefined,
  after: (operation: Operation) => Promise<void> = async () => {},
): Promise<Sweep> {
  const check: Check = declaredValidator(controller.behaviour.model);
  const counts: Sweep = { calls: 0, ok: 0, valid: 0 };
  for (const operation of controller.behaviour.model.operations) {
    if (operation.download) continue;
    counts.calls++;
    const { url, init } = requestFor(controller, operation);
    const { pathname, search } = new URL(url);
    const headers = {
      accept: "application/json",
      ...(init.headers as Record<string, string> | undefined),
      ...(authorization === undefined ? {} : { authorization }),
    };
    const { status, text } = await send(
      endpoint,
      operation.method,
      pathname + search,
      headers,
      init.body as string,
    );
    if (status === 200) counts.ok++;
    if (status === 200 && isValid(check, operation, text)) counts.valid++;
    await after(operation);
  }
  return counts;
}

function isValid(check: Check, operation: Operation, text: string): boolean {
  try {
    return check(operation, JSON.parse(text)) === undefined;
  } catch {
    return false;
  }
}

/** Status 0 when the server gave no answer. */
function send(
  { origin, ca }: Endpoint,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string | undefined,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    // Node does not send the length of a DELETE's body by itself.
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const options = {
      method,
      headers: { ...headers, ...length },
      timeout: PATIENCE_MS,
      ...(ca === undefined ? {} : { ca }),
    };
    const call = (ca === undefined ? requestPlain : requestTls)(origin + path, options, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece) => {
        text += piece;
      });
      answer.on("error", () => resolve({ status: 0, text }));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    call.on("timeout", () => call.destroy()).on("error", () => resolve({ status: 0, text: "" }));
    call.end(body);
  });
}

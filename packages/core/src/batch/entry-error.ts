import { OmadaApiError } from "../errors/answer-errors.js";
import { loadCodesFor } from "../errors/codes.js";
import { type HintContext, hintFor } from "../errors/hints.js";
import { redact } from "../errors/redact.js";
import { secretsOf } from "../errors/secrets.js";
import type { Action } from "./action.js";

/** The error of an action that the controller refused. Loaded when the first one is. */
export async function entryError(
  { operation, wire }: Action,
  code: number,
  message: unknown,
  host: HintContext,
): Promise<OmadaApiError> {
  const { name, method, path, snapshots, successor } = operation;
  await loadCodesFor(code);
  return new OmadaApiError(
    code,
    { operation: name, method, path, url: wire.path },
    {
      status: 200,
      controllerMessage:
        typeof message === "string"
          ? redact(message, secretsOf({ body: JSON.stringify(wire.body) }))
          : undefined,
      hint: hintFor(code, { ...host, operation: name, snapshots, successor, url: wire.path }),
    },
  );
}

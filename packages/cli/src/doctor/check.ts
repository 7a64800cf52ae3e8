import { isOmadaError, isOmadaTlsError } from "@omada-sdk/core";
import { printable } from "../terminal.js";

/** What `omada doctor` looks at, in the order in which it reports. */
export type CheckName =
  | "address"
  | "certificate"
  | "controller"
  | "clock"
  | "client"
  | "documents"
  | "request"
  | "id"
  | "token"
  | "sites"
  | "role"
  | "latency";

/** What one check came to. */
export interface Check {
  readonly name: CheckName;
  /** `skipped`: it could not be looked at, because of a check before. */
  readonly state: "ok" | "warning" | "failed" | "skipped";
  /** What was found, and what it means. */
  readonly says: string;
  /** What to do about it: a command, or what to click. */
  readonly next?: string | undefined;
}

/** More than any finding needs; a controller may send longer names. */
const MAX_LENGTH = 1000;

/** Makes the functions with which a check reports. */
export function reporter(name: CheckName) {
  const check = (state: Check["state"]) => (says: string, next?: string) => ({
    ...{ name, state, says: printable(says.slice(0, MAX_LENGTH)) },
    ...(next !== undefined && { next: printable(next.slice(0, MAX_LENGTH)) }),
  });
  return {
    ok: check("ok"),
    warning: check("warning"),
    /** Every failure says what to do next. */
    failed: check("failed") as (says: string, next: string) => Check,
    skipped: check("skipped"),
  } satisfies Record<Check["state"], (says: string, next: string) => Check>;
}

/** Why something failed, without the advice for programs that the errors of core add. */
export function reasonOf(error: unknown): string {
  if (isOmadaTlsError(error))
    return `the certificate or the handshake was refused (${error.reason ?? "TLS"})`;
  // Texts of other errors may quote a request.
  if (!isOmadaError(error)) return `it failed (${(error as Error).name})`;
  return error.message.replace(/, which is what limits\.\w+ allows/, "");
}

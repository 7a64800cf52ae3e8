import type { OmadaAuth } from "@omada-sdk/auth";

/** What is to be known about a client by what is built upon it. */
export interface Remembered {
  readonly auth: OmadaAuth;
  /** Scheme, host and port. */
  readonly origin: string;
}

const clients = new WeakMap<object, Remembered>();

/** Notes what a client was made with. */
export function remember(client: object, facts: Remembered): void {
  clients.set(client, facts);
}

/** What a client was made with; undefined for what only looks like one. */
export function recall(client: object): Remembered | undefined {
  return clients.get(client);
}

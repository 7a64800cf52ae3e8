import type { Controller } from "../state/controller.js";
import { createState } from "../state/create.js";
import { rowsOfPath } from "./store.js";

/** What a made-up customer starts with; a customer that a call created has nothing yet. */
const SEEDED_CUSTOMER = { sites: 1, devices: 3, clients: 2, pendingDevices: 0 };
/** Customer ids are object ids. Other ids are not looked up and leave no trace in the state. */
const CUSTOMER_ID = /^[0-9a-f]{24}$/;
const EMPTY_CUSTOMER = { sites: 0, devices: 0, clients: 0, pendingDevices: 0 };

/**
 * The controller as a customer of the MSP sees it: with sites, rows and tokens of its own under its own id, and the
 * clock, the faults and the log of the whole mock. It is made when the id is used first.
 * @returns undefined for an id that no customer has
 */
export function customerOf(controller: Controller, id: string): Controller | undefined {
  if (!CUSTOMER_ID.test(id)) return undefined;
  const { credentials, customers, state, seed: root, issued, runtime } = controller;
  const segments = ["openapi", "v1", "msp", credentials.omadacId, "customers"];
  const rows = rowsOfPath(controller, "/msp/{mspId}/customers", segments)?.rows;
  if (!rows?.has(id)) return undefined;
  const known = customers.get(id);
  if (known) return known;
  const seed = `${root}/customer/${id}`;
  const isNew = state.created.has(`msp/${credentials.omadacId}/customers/${id}`);
  const customer: Controller = {
    ...controller,
    seed,
    credentials: { ...credentials, omadacId: id },
    state: createState({
      seed,
      omadacId: id,
      now: runtime.clock.now(),
      ...(isNew ? EMPTY_CUSTOMER : SEEDED_CUSTOMER),
    }),
    issued: { ...issued },
    customers: new Map(),
    msp: controller,
  };
  customers.set(id, customer);
  return customer;
}

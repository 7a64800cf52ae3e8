import type { ProfileId } from "@omada-sdk/mock-controller";
import type { Connect } from "./driver.js";
import { CLIENTS } from "./generated/clients.js";

/** A client and the profile of the controllers it was generated for. */
export interface Pair {
  /** Snapshot, and profile of the mock controller. */
  id: ProfileId;
  connect: Connect;
  /** Cloud hosts tell no id and no version. */
  cloud: boolean;
  /** What programs import. */
  entry: string;
}

/** One client per snapshot of the manifest. */
export const PAIRS: readonly Pair[] = CLIENTS;

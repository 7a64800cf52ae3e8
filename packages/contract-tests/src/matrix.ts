import { createOmadaClient as connect515 } from "@omada-sdk/client-v5";
import { createOmadaClient as connect512 } from "@omada-sdk/client-v5/5.12";
import { createOmadaClient as connect62 } from "@omada-sdk/client-v6";
import { createOmadaClient as connectCloud } from "@omada-sdk/client-v6/cloud";
import type { Connect } from "./driver.js";

/** A client and the profile of the controllers it was generated for. */
export interface Pair {
  /** Snapshot, and profile of the mock controller. */
  id: "5.12" | "5.15" | "6.2" | "6.2-cloud";
  connect: Connect;
  /** Cloud hosts tell no id and no version. */
  cloud: boolean;
}

/** One client per snapshot; a test compares this list with the manifest. */
export const PAIRS: readonly Pair[] = [
  { id: "5.12", connect: connect512, cloud: false },
  { id: "5.15", connect: connect515, cloud: false },
  { id: "6.2", connect: connect62, cloud: false },
  { id: "6.2-cloud", connect: connectCloud, cloud: true },
];

import { fileURLToPath } from "node:url";

const REPOSITORY = new URL("../../../", import.meta.url);

/** The committed snapshots. */
export const SPECS_DIR = fileURLToPath(new URL("specs", REPOSITORY));

/** The committed reports that a run is compared with. */
export const CONTRACT_DIR = fileURLToPath(new URL("contract", REPOSITORY));

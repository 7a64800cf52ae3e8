import { fileURLToPath } from "node:url";

const REPOSITORY = new URL("../../../", import.meta.url);

/** The committed snapshots. */
export const SPECS_DIR = fileURLToPath(new URL("specs", REPOSITORY));

/** A project of the kind that people write, for a controller of 5.15. */
export const INVENTORY_DIR = fileURLToPath(new URL("examples/inventory", REPOSITORY));

/** The committed reports that a run is compared with. */
export const CONTRACT_DIR = fileURLToPath(new URL("contract", REPOSITORY));

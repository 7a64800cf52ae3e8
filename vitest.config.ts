import { sharedConfig } from "./vitest.shared.js";

// The repository's own scripts and the examples; every package has its own configuration.
export default sharedConfig(import.meta.dirname, ["scripts/test", "examples"]);

import type { Scenario } from "../scenario.js";
import { answers } from "./answers.js";
import { connecting } from "./connecting.js";
import { network } from "./network.js";
import { settings } from "./settings.js";

/** Everything that versions are compared by. */
export const SCENARIOS: readonly Scenario[] = [...connecting, ...answers, ...network, ...settings];

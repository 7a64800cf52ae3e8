import { afterAll } from "vitest";
import { closeBrowser } from "./visit.js";

afterAll(closeBrowser);

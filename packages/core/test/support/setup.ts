import { afterAll } from "vitest";
import { closeControllers } from "./controller.js";

afterAll(closeControllers);

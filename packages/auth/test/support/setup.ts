import { afterAll } from "vitest";
import { closeControllers } from "./live-controller.js";

afterAll(closeControllers);

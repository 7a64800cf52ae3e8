import { afterAll } from "vitest";
import { removeFolders } from "./workspace.js";

afterAll(removeFolders);

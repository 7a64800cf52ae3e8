import type { ApiModel } from "@omada-sdk/model";
import { diffSnapshots } from "../../src/diff/snapshots.js";
import { readSnapshot } from "../../src/specs/snapshot.js";
import { SPECS } from "./workspace.js";

const models = new Map<string, Promise<ApiModel>>();
const reports = new Map<string, ReturnType<typeof diffSnapshots>>();

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const promise = made.get(key) ?? make();
  made.set(key, promise);
  return promise;
}

/** A committed snapshot, read once for the tests of all files; they change nothing in it. */
export function committed(id: string): Promise<ApiModel> {
  return once(models, id, () => readSnapshot(SPECS, id));
}

/** How two committed snapshots differ, compared once for the tests of all files; they change nothing in it. */
export function committedDiff(before: string, after: string): ReturnType<typeof diffSnapshots> {
  return once(reports, `${before} ${after}`, () => diffSnapshots(SPECS, before, after));
}

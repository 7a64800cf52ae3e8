import type { ApiModel } from "@omada-sdk/model";
import { loadAvailability } from "../availability/load.js";
import { availabilityOf } from "../availability/of-model.js";
import { availabilityBits, operationTable, tableFacts } from "../emit/client/table.js";
import { knownBehaviour } from "../emit/known-behaviour.js";
import { readKnownBehaviour } from "../specs/behaviour/read.js";
import { readManifest } from "../specs/manifest.js";
import { snapshotReader } from "../specs/snapshot-reader.js";

/** A snapshot whose operations can be called without generated files. */
export interface CallableSnapshot {
  /** With what is known of controllers. */
  readonly model: ApiModel;
  /** All of its operations as one group, which @omada-sdk/core takes. */
  readonly group: {
    readonly snapshot: Pick<ApiModel, "id" | "line" | "flavour" | "controllerVersion"> & {
      readonly snapshots: readonly string[];
    };
    readonly group: string;
    readonly tags: readonly string[];
    readonly table: string;
  };
}

/** Reads one snapshot of a specs folder for calling. */
export async function readCallable(specsDir: string, id: string): Promise<CallableSnapshot> {
  const [manifest, availability, facts] = await Promise.all([
    readManifest(specsDir),
    loadAvailability(specsDir),
    readKnownBehaviour(specsDir),
  ]);
  const model = await snapshotReader(specsDir, manifest)(id);
  const bits = availabilityBits(availabilityOf(availability, model));
  const known = knownBehaviour(model, facts);
  const table = operationTable(model.operations, tableFacts(model, known, bits.bitsOf));
  const { line, flavour, controllerVersion } = model;
  const tags = [...new Set(model.operations.map(({ name }) => name.slice(0, name.indexOf("."))))].sort();
  const snapshot = { id, line, flavour, controllerVersion, snapshots: bits.snapshots };
  const { refused, answers } = known;
  return { model: { ...model, refused, answers }, group: { snapshot, group: "all", tags, table } };
}

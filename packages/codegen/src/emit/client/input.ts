import type { ApiModel, Operation } from "@omada-sdk/model";
import type { MissingFeatures, SnapshotsByOperation } from "../../availability/of-model.js";
import type { Alias } from "../../exported/aliases.js";
import type { Descriptions } from "../../specs/descriptions.js";
import type { KnownBehaviour } from "../known-behaviour.js";
import type { Layout } from "../types/clusters.js";
import type { Part } from "./parts.js";

/** What the client of one snapshot is generated from. */
export interface ClientInput {
  model: ApiModel;
  layout: Layout;
  parts: readonly Part[];
  availability: SnapshotsByOperation;
  /** What other snapshots do not have of this one. */
  missing: readonly MissingFeatures[];
  /** What controllers do although the documents say otherwise. */
  known: KnownBehaviour;
  /** Names of the snapshot before that are kept for one more. */
  aliases?: readonly Alias[];
  /** Names of what to call instead of a deprecated operation. */
  successors(operation: Operation): readonly string[];
  /** Name of an error code, for those that have one. */
  codeName(code: number): string | undefined;
  /** Written lines about tags and operations. */
  descriptions: Descriptions;
  /** What the types of a group are imported from, by the files of `raw` (`isRaw`) and those beside it. */
  typesOf(group: string, isRaw: boolean): string;
}

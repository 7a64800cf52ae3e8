import type { Quirks } from "../quirks/quirks.js";

/** The controller that a mock simulates. */
export interface Profile {
  /** Name of the profile and of its snapshot. */
  id: ProfileId;
  /** `result` of `/api/info` without `omadacId`; undefined where the path is not served. */
  info: Readonly<Record<string, unknown> & { controllerVer: string }> | undefined;
  /** Whether documents are served per group (`01 Account`), or as one called `All`. */
  groupDocuments: boolean;
  /** Behaviour that the snapshot does not describe. */
  quirks: Omit<Quirks, "brokenOperations">;
}

export type ProfileId = "5.12" | "5.15" | "6.2" | "6.2-cloud";

import type { Quirks } from "../quirks/quirks.js";

/** The controller that a mock stands for. */
export interface Profile {
  /** Name of the profile and of its snapshot. */
  id: ProfileId;
  /** `result` of `/api/info` without `omadacId`; undefined where the path is not served. */
  info: Readonly<Record<string, unknown> & { controllerVer: string }> | undefined;
  /** Whether documents are served per group (`01 Account`), or as one called `All`. */
  groupDocuments: boolean;
  /** What the snapshot does not tell. */
  quirks: Omit<Quirks, "brokenOperations">;
}

export type ProfileId = "5.12" | "5.15" | "6.2" | "6.2-cloud";

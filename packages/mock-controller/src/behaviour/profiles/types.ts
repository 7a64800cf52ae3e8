import type { ProfileId } from "../../generated/behaviour.js";

export type { ProfileId };

/** The controller that a mock simulates. */
export interface Profile {
  /** Name of the profile and of its snapshot. */
  readonly id: ProfileId;
  readonly line: string;
  readonly flavour: "local" | "cloud";
  /** Version of the snapshot. */
  readonly controllerVersion: string;
  /** `result` of `/api/info` without `omadacId`; undefined where the path is not served. */
  readonly info: (Readonly<Record<string, unknown>> & { readonly controllerVer: string }) | undefined;
  /** Whether documents are served per group (`01 Account`), or as one called `All`. */
  readonly groupDocuments: boolean;
  /** Where it was seen. */
  readonly seen: string;
}

import type { PlacedOperation } from "../raw.js";

/** One operation of the repaired documents, still with its texts. */
export interface RepairedOperation extends PlacedOperation {
  group: string | undefined;
  /** Only the controller's default document has it. */
  unlisted: boolean;
}

/** What a repair did. Documented with its reason in specs/README.md. */
export type RepairKind =
  | "path-slash"
  | "dangling-reference"
  | "reference-cycle"
  | "self-envelope"
  | "tag-spelling"
  | "schema-spelling"
  | "always-present"
  | "value-table"
  | "overlay-missed"
  | "schema-name"
  | "schema-variant"
  | "path-parameter"
  | "query-object"
  | "query-argument"
  | "body-argument"
  | "media-type"
  | "multipart"
  | "list-size"
  | "unbounded"
  | "pattern"
  | "pattern-dropped"
  | "envelope"
  | "free-result"
  | "operation-id"
  | "delete-body"
  | "deprecated-mark"
  | "switch"
  | "fact-left-out";

export interface Repair {
  kind: RepairKind;
  /** Operation (`GET /path`) or schema member (`DeviceInfo.name`) that was repaired. */
  where: string;
  /** What it became, where that is not obvious from the kind. */
  detail?: string;
}

/** All repairs of one import, grouped for the report: counts first, then every place. */
export interface RepairReport {
  counts: Partial<Record<RepairKind, number>>;
  places: Partial<Record<RepairKind, string[]>>;
}

export function reportOf(repairs: readonly Repair[], operations: number): RepairReport {
  const places: Partial<Record<RepairKind, string[]>> = {};
  for (const { kind, where, detail } of repairs) {
    const list = places[kind] ?? [];
    list.push(detail === undefined ? where : `${where} -> ${detail}`);
    places[kind] = list;
  }
  const kinds = (Object.keys(places) as RepairKind[]).sort();
  return {
    counts: Object.fromEntries(kinds.map((kind) => [kind, places[kind]?.length ?? 0])),
    places: Object.fromEntries(
      kinds.map((kind) => {
        const list = places[kind]?.sort() ?? [];
        return [kind, kind === "media-type" && list.length === operations ? ["every operation"] : list];
      }),
    ),
  };
}

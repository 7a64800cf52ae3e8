import { type ApiModel, resolveSchema } from "@omada-sdk/model";
import { isRecord } from "../schema/check.js";
import type { Collection, StoredRow } from "./types.js";

/**
 * The members of a row in a body. Some operations send them inside another object (`{ vo: { … } }`); that is the one
 * that shares members with the rows when the body itself does not.
 */
export function rowIn({ schemas }: ApiModel, { row }: Collection, body: StoredRow): StoredRow {
  const { properties = {} } = resolveSchema(schemas, row);
  const declares = (members: StoredRow): boolean => Object.keys(members).some((name) => name in properties);
  if (declares(body)) return body;
  return Object.values(body).find((inner): inner is StoredRow => isRecord(inner) && declares(inner)) ?? body;
}

/** Which rows `selectType` selects, by its texts and numbers. Without it a body selects the rows that it lists. */
const SELECTIONS: Readonly<Record<string, (listed: boolean) => boolean>> = {
  all: () => true,
  "1": () => true,
  exclude: (listed) => !listed,
  "3": (listed) => !listed,
};

/** The known ids that a body selects: those that any of its members lists, or all others. */
export function idsIn(known: Iterable<string>, body: unknown): string[] {
  const listed = new Set((isRecord(body) ? Object.values(body) : [body]).flat().map(String));
  const selected = isRecord(body) ? SELECTIONS[String(body.selectType)] : undefined;
  return [...known].filter((id) => (selected ? selected(listed.has(id)) : listed.has(id)));
}

/** The list that a new row belongs to: the one whose name is the value of a member, or the label of that value. */
export function kindIn(
  { schemas }: ApiModel,
  kinds: readonly Collection[],
  body: StoredRow,
): Collection | undefined {
  return kinds.find(({ path, row }) => {
    const kind = path.slice(path.lastIndexOf("/") + 1);
    const { properties = {} } = resolveSchema(schemas, row);
    return Object.entries(body).some(([name, value]) => {
      const labels = properties[name]?.["x-omada-values"] ?? [];
      return value === kind || labels.some((entry) => entry.value === value && entry.label === kind);
    });
  });
}

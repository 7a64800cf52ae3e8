import type { Operation } from "@omada-sdk/model";

/** A path segment that no list of the interface gives the values of, and what values look like. */
export interface IdForm {
  /** Index of the segment; `openapi` and the version count. */
  at: number;
  form: RegExp;
}

const MAC = "[0-9A-F]{2}(?:-[0-9A-F]{2}){5}";
const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
/** Ids are 24 hexadecimal digits (observed); some kinds are numbers or are named by an address. */
const ID = `(?:[0-9a-f]{24}|\\d+|${UUID}|${MAC})`;

const FORMS: readonly (readonly [name: RegExp, form: RegExp])[] = [
  [/^(?:port|vlan|groupType|simCard|firmwareSize)$/, /^\d+$/],
  [/^(?:mac|vigiMac)$/, new RegExp(`^${MAC}$`)],
  [/^id$|[a-z](?:Id|ID|Uuid)$/, new RegExp(`^${ID}$`)],
  [/[a-z]Ids$/, new RegExp(`^${ID}(?:,${ID})*$`)],
];
/** Checked elsewhere: they name this controller, or what the state keeps by itself. */
const KNOWN = /^(?:omadacId|mspId|siteId)$/;

/**
 * What the parameters of a path have to look like.
 * @param known indexes of segments whose values are looked up in a list
 */
export function idFormsOf({ path }: Operation, known: ReadonlySet<number>): IdForm[] {
  return path.split("/").flatMap((part, index) => {
    const at = index - 1;
    if (!part.startsWith("{") || known.has(at)) return [];
    const name = part.slice(1, -1);
    const found = KNOWN.test(name) ? undefined : FORMS.find(([matches]) => matches.test(name));
    return found ? [{ at, form: found[1] }] : [];
  });
}

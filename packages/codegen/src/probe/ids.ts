/** Values for the parameters of a path. */
export interface Filled {
  values: Record<string, string>;
  /** Each came from the list that defines these ids; otherwise a refusal may be about the id. */
  sure: boolean;
}

/** Ids that answers have shown, by the path parameter they are for. */
export interface KnownIds {
  /** Takes the ids from the rows of an answer. @param path template of the operation that answered */
  learn(path: string, result: unknown): void;
  /** A value for each parameter of a path, or undefined as long as one is unknown. */
  fill(path: string): Filled | undefined;
}

type Row = Record<string, unknown>;

/** The only list from which an id is taken that many paths need. One value of each is used throughout. */
const AUTHORITIES: Readonly<Record<string, { list: RegExp; of: (row: Row) => unknown }>> = {
  siteId: { list: /\/\{omadacId\}\/sites$/, of: ({ siteId }) => siteId },
  siteTemplateId: { list: /\/sitetemplates$/, of: (row) => row.siteTemplateId ?? row.id },
  customerId: { list: /\/customers$/, of: (row) => row.customerId ?? row.id },
  deviceMac: { list: /\/sites\/\{siteId\}\/devices$/, of: ({ mac }) => mac },
  apMac: { list: /\/sites\/\{siteId\}\/devices$/, of: ({ type, mac }) => (type === "ap" ? mac : undefined) },
  switchMac: {
    list: /\/sites\/\{siteId\}\/devices$/,
    of: ({ type, mac }) => (type === "switch" ? mac : undefined),
  },
  gatewayMac: {
    list: /\/sites\/\{siteId\}\/devices$/,
    of: ({ type, mac }) => (type === "gateway" ? mac : undefined),
  },
  clientMac: { list: /\/sites\/\{siteId\}\/clients$/, of: ({ mac }) => mac },
};

/** Keeps the ids of one probe. */
export function createKnownIds(): KnownIds {
  const authoritative = new Map<string, string>();
  /** Rows of the list at a path: their ids continue that path. */
  const rowsAt = new Map<string, Row>();
  const mentioned = new Map<string, string>();
  return {
    learn: (path, result) => {
      const rows = rowsIn(result);
      if (rows[0] && !rowsAt.has(path)) rowsAt.set(path, rows[0]);
      for (const row of rows) {
        for (const [name, { list, of }] of Object.entries(AUTHORITIES)) {
          if (list.test(path)) remember(authoritative, name, of(row));
        }
        for (const [name, value] of Object.entries(row)) {
          if (/(Id|Uuid)$/.test(name) && !Object.hasOwn(AUTHORITIES, name)) remember(mentioned, name, value);
        }
      }
    },
    fill: (path) => {
      const values: Record<string, string> = {};
      let sure = true;
      for (const { 1: name = "", index } of path.matchAll(/\{([^}]*)\}/g)) {
        if (name === "omadacId") continue;
        const row = rowsAt.get(path.slice(0, index).replace(/\/$/, ""));
        const own = Object.hasOwn(AUTHORITIES, name)
          ? authoritative.get(name)
          : textOf(row?.[name] ?? row?.id ?? row?.mac);
        const value = own ?? mentioned.get(name);
        if (value === undefined) return undefined;
        sure &&= own !== undefined;
        values[name] = value;
      }
      return { values, sure };
    },
  };
}

function remember(map: Map<string, string>, key: string, value: unknown): void {
  const text = textOf(value);
  if (text !== undefined && !map.has(key)) map.set(key, text);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function rowsIn(result: unknown): Row[] {
  const data = (Object(result) as { data?: unknown }).data;
  const rows = Array.isArray(result) ? result : Array.isArray(data) ? data : [];
  return rows.filter((row) => typeof row === "object" && row !== null && !Array.isArray(row));
}

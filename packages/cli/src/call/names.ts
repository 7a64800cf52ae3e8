import { normalizeMac, type OmadaClient, paginate } from "@omada-sdk/core";
import { UsageError } from "../command.js";
import { printable } from "../terminal.js";

/** Ids of sites, as controllers make them. */
const SITE_ID = /^[0-9a-f]{24}$/;
/** More sites or devices than one controller manages. */
const MAX_ROWS = 100_000;
const SHOWN = 12;
const LISTS = {
  snapshot: { id: "omada", line: "v6", flavour: "local", controllerVersion: "6" },
  group: "names",
  tags: ["site", "device"],
  table:
    "%1\n#device\ngetDeviceList G/v1/{}/sites/{siteId}/devices q;*mac\n#site\ngetSiteList G/v1/{}/sites q;*siteId",
} as const;

type Rows = Record<
  "site" | "device",
  Record<string, (args: { page: number; pageSize: number }) => Promise<{ data?: unknown[] }>>
>;

interface Named {
  readonly id: string;
  readonly name: string;
  readonly type?: unknown;
}

/** The id of a site by its id or its name. @throws UsageError naming the sites that there are, or those of that name */
export async function siteIdOf(client: OmadaClient, asked: string, signal: AbortSignal): Promise<string> {
  if (SITE_ID.test(asked)) return asked;
  return chosen(await listed(client, "site", "siteId", {}, signal), asked, "site", "--site");
}

/** Parameters that take devices of one type, as lists of devices call it. */
const TYPES: Readonly<Record<string, string>> = { apMac: "ap", switchMac: "switch", gatewayMac: "gateway" };

/**
 * The MAC address of a device of a site, as paths have it, by its address or its name.
 * @param argument of the operation, which may take devices of one type
 * @throws UsageError naming the devices that there are, or those of that name
 */
export async function deviceMacOf(
  client: OmadaClient,
  asked: string,
  argument: string,
  siteId: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const mac = macOf(asked);
  if (mac !== undefined) return mac;
  if (siteId === undefined) throw new UsageError(`${argument} takes a MAC address, like AA-BB-CC-DD-EE-FF`);
  const type = TYPES[argument];
  const devices = await listed(client, "device", "mac", { siteId }, signal);
  const fitting = devices.filter((device) => type === undefined || device.type === type);
  return chosen(fitting, asked, type ?? "device", "--device");
}

/** A MAC address in the form of controllers; undefined for any other text. */
function macOf(text: string): string | undefined {
  try {
    return normalizeMac(text);
  } catch {
    return undefined;
  }
}

async function listed(
  client: OmadaClient,
  what: "site" | "device",
  id: string,
  args: Record<string, string>,
  signal: AbortSignal,
): Promise<Named[]> {
  const { [what]: methods } = client.with<Rows>(LISTS);
  const list = what === "site" ? methods.getSiteList : methods.getDeviceList;
  const rows = await paginate(list as NonNullable<typeof list>, args, { signal }).toArray({ max: MAX_ROWS });
  return rows.flatMap((row) => {
    const { [id]: found, name, type } = Object(row) as Record<string, unknown>;
    return typeof found === "string" ? [{ id: found, name: String(name ?? ""), type }] : [];
  });
}

/** The one that has the id or the name; the case of names counts only where several have it. */
function chosen(rows: readonly Named[], asked: string, what: string, option: string): string {
  const byId = rows.find(({ id }) => id === asked);
  if (byId) return byId.id;
  const exact = rows.filter(({ name }) => name === asked);
  const wanted = asked.toLowerCase();
  const found = exact.length > 0 ? exact : rows.filter(({ name }) => name.toLowerCase() === wanted);
  if (found.length === 1) return (found[0] as Named).id;
  const shown = printable(asked).slice(0, 64);
  if (found.length > 1)
    throw new UsageError(`${found.length} ${what}s are called "${shown}"; give one of ${described(found)}`);
  const some =
    rows.length > 0 ? `; there are ${described(rows)}` : `; the application may use no ${what} here`;
  throw new UsageError(`${option}: no ${what} is called "${shown}"${some}`);
}

function described(rows: readonly Named[]): string {
  const some = rows
    .slice(0, SHOWN)
    .map(({ id, name }) => `"${printable(name).slice(0, 64)}" (${printable(id).slice(0, 64)})`);
  return some.join(", ") + (rows.length > SHOWN ? `, and ${rows.length - SHOWN} more` : "");
}

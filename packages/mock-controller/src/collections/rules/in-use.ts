import { type Answer, failure } from "../../protocol/answer.js";
import type { Controller, Request } from "../../state/controller.js";
import { ofSite } from "../../state/maps.js";
import { SITE } from "../references.js";
import { rowsInScope } from "../store.js";
import type { Rows, StoredRow } from "../types.js";

/** Rows that came with the controller, by the code that operations list for changing or deleting those. */
const BUILT_IN: Readonly<Record<number, string>> = {
  [-30153]: "defaultRole",
  [-30159]: "defaultRole",
  [-33203]: "primary",
  [-33505]: "primary",
  [-33729]: "buildIn",
  [-33736]: "defaultProfile",
  [-33816]: "buildIn",
  [-34022]: "builtInServer",
  [-34023]: "builtInServer",
  [-43303]: "defaultProfile",
};

/** Something that can use a row. */
interface Use {
  /** Template of the collection whose rows use it; `ports` and `clients` are those of the site. */
  by: string;
  /** Only rows of this `groupType` or the like can be meant. */
  only?: readonly [member: string, value: unknown];
}

/** What can keep a row from being deleted, by the code that operations list for it. */
const USED_BY: Readonly<Record<number, readonly Use[]>> = {
  [-30155]: [{ by: "/{omadacId}/users" }, { by: "/msp/{mspId}/users" }],
  [-30173]: [{ by: "/{omadacId}/sso/external-user-groups" }, { by: "/msp/{mspId}/sso/external-user-groups" }],
  [-33560]: [{ by: "ports" }],
  [-33566]: [{ by: `${SITE}/lan-profiles` }],
  [-33717]: aclsOn(0),
  [-33718]: aclsOn(1),
  [-33719]: aclsOn(2),
  [-33722]: [{ by: `${SITE}/poe-schedules` }],
  [-33737]: [{ by: `${SITE}/hotspot/voucher-groups` }],
  [-33739]: [{ by: `${SITE}/hotspot/localusers` }],
  [-33740]: [{ by: "clients" }],
  [-33768]: aclsOn(3),
  [-33769]: aclsOn(4),
  [-33771]: aclsOn(5),
  [-33775]: [{ by: `${SITE}/mac-filters/allow` }, { by: `${SITE}/mac-filters/deny` }],
  [-33818]: aclsOn(7),
  [-34010]: [{ by: `${SITE}/portals` }],
  [-34013]: [{ by: "ssids" }],
  [-34555]: [{ by: `${SITE}/port-schedules` }],
  [-35100]: [{ by: `${SITE}/applicationControl/filters` }],
  [-35101]: [{ by: `${SITE}/applicationControl/restrictions` }],
  [-42057]: [{ by: `${SITE}/portals` }],
  [-43302]: [{ by: `${SITE}/qos/gateway/class-rules` }],
};

/** Access rules that name a group of a type. */
function aclsOn(type: number): Use[] {
  return ["eap-acls", "osg-acls", "osw-acls"].map((name) => ({
    by: `${SITE}/acls/${name}`,
    only: ["type", type],
  }));
}

/** Refuses a change of a row that came with the controller. */
export function checkBuiltIn({ operation }: Request, row: StoredRow): Answer | undefined {
  const code = operation.errorCodes.find((listed) => row[BUILT_IN[listed] ?? ""] === true);
  return code === undefined ? undefined : failure(code);
}

/** Refuses to delete a row that something else uses. */
export function checkInUse(
  controller: Controller,
  request: Request,
  { rows }: Rows,
  id: string,
): Answer | undefined {
  const row = rows.get(id) ?? {};
  const code = request.operation.errorCodes.find((listed) =>
    USED_BY[listed]?.some(({ by, only }) => {
      if (only && row[only[0]] !== only[1]) return false;
      return rowsOfUse(controller, request, by).some((user) => mentions(user, id));
    }),
  );
  return code === undefined ? undefined : failure(code);
}

function rowsOfUse(controller: Controller, request: Request, by: string): object[] {
  const { state, credentials } = controller;
  const { site } = request;
  if (by === "clients") return [...ofSite(state.clients, site?.siteId)];
  if (by === "ports") return [...state.ports.values()].filter(({ siteId }) => siteId === site?.siteId);
  if (by === "ssids") {
    const below = `${credentials.omadacId}/sites/${site?.siteId}/wireless-network/wlans/`;
    return [...state.collections].flatMap(([key, rows]) => (key.startsWith(below) ? [...rows.values()] : []));
  }
  return [...(rowsInScope(controller, request, by)?.rows.values() ?? [])];
}

/** Whether an id stands anywhere inside a value. */
function mentions(value: unknown, id: string): boolean {
  if (value === id) return true;
  return (
    typeof value === "object" && value !== null && Object.values(value).some((inner) => mentions(inner, id))
  );
}

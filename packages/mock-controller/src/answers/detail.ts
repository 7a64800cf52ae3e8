import { withLinkedIds } from "../collections/references.js";
import { rowOf, shapeOf } from "../collections/rows.js";
import { rowsInScope } from "../collections/store.js";
import { type Answer, success } from "../protocol/answer.js";
import { isRecord } from "../schema/check.js";
import type { Controller, Members, Request } from "../state/controller.js";
import { ofSite } from "../state/maps.js";
import type { DeviceType } from "../state/types.js";

/** Answers one object: a sample with the known members of the object. */
export function answerDetail(controller: Controller, request: Request, key: string, known: Members): Answer {
  const shape = shapeOf(controller, request.operation);
  if (shape.kind === "none") return success();
  const shown = rowOf(controller, shape.schema, key, known);
  return success(withExistingIds(controller, request, shown, known));
}

/** Answers a write that creates something: the declared members, with the id in those that are named after it. */
export function answerCreated(controller: Controller, request: Request, key: string, ids: Members): Answer {
  const shape = shapeOf(controller, request.operation);
  if (shape.kind === "none") return success(ids);
  const row = rowOf(controller, shape.schema, key, ids);
  return success({ ...(row as Members), ...ids });
}

/**
 * Puts ids of existing rows into the members of a made-up answer that name rows, such as `lanNetworkId`.
 * @param known members of the answer that stay as they are
 */
export function withExistingIds<T>(controller: Controller, request: Request, value: T, known: Members): T {
  return withLinkedIds(
    value,
    request.operation.path,
    known,
    (path) => rowsInScope(controller, request, path)?.rows.keys().next().value,
  );
}

const MAC = /^[0-9A-F]{2}(?:-[0-9A-F]{2}){5}$/;
const DEVICE_KINDS: Readonly<Record<string, DeviceType>> = { ap: "ap", switch: "switch", gateway: "gateway" };

/** Something with an address and a name. */
interface NamedEntity {
  mac: string;
  name: string;
}

/**
 * Puts the MAC addresses of existing devices and clients into `apMac`, `switchMac`, `gatewayMac` and `clientMac` of a
 * made-up answer, and their names into `apName` and the like. It takes the devices and clients of the site in turn.
 * @param written members that a call wrote; they stay as they are
 */
export function withExistingMacs<T>(controller: Controller, request: Request, value: T, written: Members): T {
  if (!request.site) return value;
  let taken = 0;
  const shown = replacedMacs(value, (kind) => {
    const all = entitiesOfKind(controller, request, kind);
    return all.length === 0 ? undefined : all[taken++ % all.length];
  });
  if (isRecord(shown) && isRecord(value))
    for (const name of Object.keys(written)) if (Object.hasOwn(value, name)) shown[name] = value[name];
  return shown as T;
}

/** The devices of a kind in the site, or only the one that the path names. */
function entitiesOfKind(
  { state }: Controller,
  { site, device, client }: Request,
  kind: string,
): readonly NamedEntity[] {
  if (kind === "client") return client ? [client] : ofSite(state.clients, site?.siteId);
  const type = DEVICE_KINDS[kind];
  if (device && device.type === type) return [device];
  return ofSite(state.devices, site?.siteId).filter((other) => other.type === type);
}

function replacedMacs(value: unknown, next: (kind: string) => NamedEntity | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => replacedMacs(item, next));
  if (!isRecord(value)) return value;
  const members: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, replacedMacs(inner, next)]),
  );
  for (const kind of [...Object.keys(DEVICE_KINDS), "client"]) replaceMac(members, kind, next);
  return members;
}

function replaceMac(
  members: Record<string, unknown>,
  kind: string,
  next: (kind: string) => NamedEntity | undefined,
): void {
  const before = members[`${kind}Mac`];
  const thing = typeof before === "string" && MAC.test(before) ? next(kind) : undefined;
  if (!thing) return;
  members[`${kind}Mac`] = thing.mac;
  if (typeof members[`${kind}Name`] === "string") members[`${kind}Name`] = thing.name;
}

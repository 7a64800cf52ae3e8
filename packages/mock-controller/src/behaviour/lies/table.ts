import { type ConditionalLie, LIE_ROWS } from "../../generated/behaviour.js";
import { isRecord } from "../../schema/check.js";
import type { Condition, Lie, LieName } from "./types.js";

type Body = Readonly<Record<string, unknown>>;

const isPartial = (body: Body, declared: readonly string[]): boolean =>
  declared.some((name) => !Object.hasOwn(body, name));

const hasNoDevices = ({ devices }: Body): boolean => !Array.isArray(devices) || devices.length === 0;

/** Value of a LAN network's `purpose`. */
const INTERFACE = 1;

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

const sameOnBothSides = ({ sourceIds, destinationIds }: Body): boolean =>
  Array.isArray(sourceIds) &&
  Array.isArray(destinationIds) &&
  sourceIds.some((id) => destinationIds.includes(id));

/** Whether somewhere inside stands a VLAN setting of mode 0 with members of the other mode, be they null. */
function nullVlan(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(nullVlan);
  if (!isRecord(value)) return false;
  const here = value.mode === 0 && (Object.hasOwn(value, "vlanId") || Object.hasOwn(value, "customConfig"));
  return here || Object.values(value).some(nullVlan);
}

/** Which bodies the lies are about that are not about all. */
const CONDITIONS: Readonly<Record<ConditionalLie, Condition>> = {
  "dhcp-snooping-needs-devices": hasNoDevices,
  "port-patch-needs-everything": isPartial,
  "block-patch-needs-everything": isPartial,
  "same-network-acl-vanishes": sameOnBothSides,
  "network-needs-interfaces": ({ purpose, interfaceIds }) => purpose === INTERFACE && isMissing(interfaceIds),
  "network-needs-subnet": ({ purpose, gatewaySubnet }) => purpose === INTERFACE && isMissing(gatewaySubnet),
  "vlan-null-refused": nullVlan,
};

const ROWS: Readonly<Record<LieName, Omit<Lie, "when">>> = LIE_ROWS;
const WHEN: { readonly [Name in LieName]?: Condition } = CONDITIONS;

/** Every lie that can be switched on by `quirks: { lies: […] }`. All are off by default. */
export const LIES = Object.fromEntries(
  (Object.keys(ROWS) as LieName[]).map((name) => {
    const { calls, effect, what, seen } = ROWS[name];
    const when = WHEN[name];
    return [name, { calls, ...(when && { when }), effect, what, seen }];
  }),
) as Readonly<Record<LieName, Lie>>;

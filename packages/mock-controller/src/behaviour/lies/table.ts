import { isRecord } from "../../schema/check.js";
import type { Lie, LieName } from "./types.js";

type Body = Readonly<Record<string, unknown>>;

const GENERAL_ERROR = -1;
const INVALID_PARAMETER = -1001;

const isPartial = (body: Body, declared: readonly string[]): boolean =>
  declared.some((name) => !Object.hasOwn(body, name));

const lacksDevices = ({ devices }: Body): boolean => !Array.isArray(devices) || devices.length === 0;

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

/** Every lie that can be switched on by `quirks: { lies: […] }`. All are off by default. */
export const LIES: Readonly<Record<LieName, Lie>> = {
  "patch-wipes": {
    calls: /^PATCH /,
    effect: { kind: "state" },
    what: "a sparse PATCH resets the members that it leaves out",
    seen: "6.1.0.19 (OC220)",
  },
  "poe-inverted": {
    calls: /\/lan-profiles/,
    effect: { kind: "state" },
    what: "`poe` of a LAN profile means 0 off, 1 on; the document says the opposite",
    seen: "6.2.x",
  },
  "iot-server-stored-but-failed": {
    calls: /^POST .*\/iot\/servers$/,
    effect: { kind: "stored-but-failed", code: GENERAL_ERROR },
    what: "the IoT server is stored, the answer is -1",
    seen: "6.2",
  },
  "dhcp-snooping-needs-devices": {
    calls: /^POST .*dhcp-?snoop/i,
    when: lacksDevices,
    effect: { kind: "not-stored" },
    what: "DHCP snooping without `devices` is answered with success and not stored",
    seen: "6.2.x",
  },
  "port-dhcp-snooping-ignored": {
    calls: /^(PUT|PATCH) .*\/switches\/.*ports/,
    effect: { kind: "ignored", members: ["dhcpSnoopEnable"] },
    what: "`dhcpSnoopEnable` of a port is accepted without effect",
    seen: "6.2.x",
  },
  "port-patch-needs-everything": {
    calls: /^PATCH .*\/switches\/\{switchMac\}\/ports\/\{port\}$/,
    when: isPartial,
    effect: { kind: "refused", code: GENERAL_ERROR },
    what: "PATCH of a switch port without the whole object gives -1",
    seen: "6.2.x",
  },
  "port-status-needs-override": {
    calls: /\/switches\/\{switchMac\}\/(multi-ports|ports\/\{port\})\/status$/,
    effect: { kind: "state" },
    what: "switching a port off has no effect until its profile override is on",
    seen: "6.2.x",
  },
  "single-port-writes-fail": {
    calls: /^PUT .*\/switches\/\{switchMac\}\/ports\/\{port\}\/(profile|poe-mode)$/,
    effect: { kind: "refused", code: GENERAL_ERROR },
    what: "profile and PoE of a single port give -1, the operations for many ports work",
    seen: "several versions",
  },
  "ap-port-writes-fail": {
    calls: /^PATCH .*\/aps\/\{apMac\}\/ports/,
    effect: { kind: "refused", code: GENERAL_ERROR },
    what: "writing a port of an AP with several ports fails, the batch operations work",
    seen: "6.2.x; the code is an assumption",
  },
  "block-patch-needs-everything": {
    calls: /^PATCH .*\/(mesh|beacon-control)$/,
    when: isPartial,
    effect: { kind: "refused", code: INVALID_PARAMETER },
    what: "mesh and beacon control want their whole block",
    seen: "6.2.x; the code is an assumption",
  },
  "same-network-acl-vanishes": {
    calls: /^POST .*\/acls\/(eap|osg|osw)-acls$/,
    when: sameOnBothSides,
    effect: { kind: "not-stored" },
    what: "a rule with the same network on both sides is answered with success and not stored",
    seen: "6.1.0.19 (OC220, web interface)",
  },
  "network-needs-interfaces": {
    calls: /^POST .*\/lan-networks$/,
    when: ({ purpose, interfaceIds }) => purpose === INTERFACE && isMissing(interfaceIds),
    effect: { kind: "refused", code: -33515 },
    what: "a network on an interface without `interfaceIds` gives -33515, which no document lists",
    seen: "5.15.8.12, 6.2",
  },
  "network-needs-subnet": {
    calls: /^POST .*\/lan-networks$/,
    when: ({ purpose, gatewaySubnet }) => purpose === INTERFACE && isMissing(gatewaySubnet),
    effect: { kind: "refused", code: -35930 },
    what: "a network on an interface without `gatewaySubnet` gives -35930, which no document lists",
    seen: "6.2",
  },
  "vlan-null-refused": {
    calls: /\/ssids/,
    when: nullVlan,
    effect: { kind: "refused", code: INVALID_PARAMETER },
    what: "with VLAN mode 0, `vlanId` and `customConfig` must be absent, not null",
    seen: "local and cloud; the code is an assumption",
  },
  "created-rows-appear-late": {
    calls: /^POST /,
    effect: { kind: "state" },
    what: "a new row appears in lists after 3 seconds only",
    seen: "5.15.8.12, for ACLs; the time is an assumption",
  },
  "adopt-needs-pending": {
    calls: /^POST .*\/start-adopt$/,
    effect: { kind: "state" },
    what: "a device that was just discovered gives -39000 until it is pending, after 20 seconds",
    seen: "6.1.0.19 (OC220): 10 to 30 seconds",
  },
};

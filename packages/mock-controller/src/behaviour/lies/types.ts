/** A way in which real controllers were seen not to do what their answers or documents say. */
export type LieName =
  | "patch-wipes"
  | "poe-inverted"
  | "iot-server-stored-but-failed"
  | "dhcp-snooping-needs-devices"
  | "port-dhcp-snooping-ignored"
  | "port-patch-needs-everything"
  | "port-status-needs-override"
  | "single-port-writes-fail"
  | "ap-port-writes-fail"
  | "block-patch-needs-everything"
  | "same-network-acl-vanishes"
  | "network-needs-interfaces"
  | "network-needs-subnet"
  | "vlan-null-refused"
  | "created-rows-appear-late"
  | "adopt-needs-pending";

/** What a lie does to a call. */
export type Effect =
  /** Success is answered, and nothing is stored. */
  | { kind: "not-stored" }
  /** The call is carried out, and answered with a code. */
  | { kind: "stored-but-failed"; code: number }
  /** The call is answered with a code, and nothing is stored. */
  | { kind: "refused"; code: number }
  /** Members of the body are ignored. */
  | { kind: "ignored"; members: readonly string[] }
  /** Lies in the behaviour of the state; looked up by name where it matters. */
  | { kind: "state" };

/** A lie as a fact with its evidence. */
export interface Lie {
  /** Which calls, as `METHOD /path` with parameters in braces. */
  calls: RegExp;
  /** Which bodies of those calls; without it all. */
  when?: (body: Readonly<Record<string, unknown>>, declared: readonly string[]) => boolean;
  effect: Effect;
  /** What was seen, in a few words. */
  what: string;
  /** Where it was seen. */
  seen: string;
}

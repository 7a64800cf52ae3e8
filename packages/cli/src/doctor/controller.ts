import { type ControllerInfo, isCloudOrigin, packageFor, parseVersion } from "@omada-sdk/core";
import { type Check, reporter } from "./check.js";
import type { Subject } from "./subject.js";

/** Kinds of controllers that have been seen; others exist. */
const KINDS: Readonly<Record<number, string>> = { 1: "software controller", 10: "OC200", 11: "OC300" };

/** What a controller is, by the type that it reports. */
export function kindOf(type: unknown): string {
  return typeof type === "number" ? (KINDS[type] ?? `${type} (not known to this version)`) : "not reported";
}

/** A controller in a box of its own, whose management is on another port. */
export function isHardware({ type }: ControllerInfo): boolean {
  return type === 10 || type === 11;
}

/** Who answers, and whether it is ready for requests. */
export function checkController(subject: Subject, info: ControllerInfo | undefined): Check {
  const { ok, failed, skipped } = reporter("controller");
  if (!info)
    return isCloudOrigin(subject.origin)
      ? skipped("cloud hosts do not report who they are")
      : skipped("nothing answered /api/info as a controller does");
  const says = `${info.controllerVer}, ${kindOf(info.type)}, omadacId ${info.omadacId}`;
  if (info.configured === false)
    return failed(`${says}: it is not set up yet`, "finish the setup in its web page");
  const { major = 0, minor = 0 } = parseVersion(info.controllerVer) ?? {};
  if (major < 5 || (major === 5 && minor < 12))
    return failed(`${says}: it has no Open API, which begins with 5.12`, "update the controller");
  return ok(info.mspMode ? `${says}, in MSP mode` : says);
}

/** A difference in seconds that an answer's way and rounding cannot explain. */
const CLOCK_TOLERANCE_S = 60;

/** What an answer says about the time, beside the time here when it came. */
export interface TimeSaid {
  readonly date: string | null;
  readonly here: number;
}

/** Whether controller and this machine have the same time. */
export function checkClock(said: TimeSaid | undefined): Check {
  const { ok, warning, skipped } = reporter("clock");
  const there = Date.parse(said?.date ?? "");
  if (!said || Number.isNaN(there)) return skipped("the controller does not report its time");
  const seconds = Math.round((there - said.here) / 1000);
  if (Math.abs(seconds) <= CLOCK_TOLERANCE_S) return ok("the controller has the same time as this machine");
  return warning(
    `the controller's clock is ${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} this machine's; times in logs, events and vouchers differ, and certificates may count as expired`,
    "set the time server of the controller, or correct the clock of this machine",
  );
}

/** Which client package fits. */
export function checkClient(
  info: ControllerInfo | undefined,
  snapshot: { id: string; controllerVersion: string } | undefined,
): Check {
  const { ok, warning, skipped } = reporter("client");
  if (!info) return skipped("the version is not known");
  const fitting = packageFor(info.controllerVer);
  const running = parseVersion(info.controllerVer);
  if (fitting === undefined)
    return warning(
      `no client is made for ${info.controllerVer}`,
      "fetch its documents with omada pull and generate a client of them",
    );
  if (!snapshot) return ok(fitting);
  const made = parseVersion(snapshot.controllerVersion);
  const says = `${fitting}, snapshot ${snapshot.id}`;
  return made?.minor === running?.minor
    ? ok(says)
    : warning(
        `${says}, the nearest for ${info.controllerVer}`,
        "omada pull and omada diff show what differs",
      );
}

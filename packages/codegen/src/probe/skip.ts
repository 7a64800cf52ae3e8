import type { Operation } from "@omada-sdk/model";

/** Why an operation was not compared. */
export type SkipReason =
  | "acts"
  | "unknown-id"
  | "unknown-argument"
  | "needs-user"
  | "file"
  | "msp"
  | "limit"
  | "refused"
  | "failed"
  | "foreign"
  | "stopped";

/** What a probe may ask that not every probe does. */
export interface Scope {
  /** The token acts as a user: operations that need one are asked, too. */
  asUser?: boolean;
  /** The controller is in MSP mode, or its operations for that are to be asked anyway. */
  msp?: boolean;
}

/** Why an operation is not asked whatever the controller answers; undefined when it is. */
export function neverAsked(
  operation: Operation,
  { asUser = false, msp = false }: Scope,
): SkipReason | undefined {
  const { name, path, download, authorizationCodeOnly } = operation;
  // Recorded mails come as files, too, though the documents do not declare it.
  const isFile = download || path.includes("/files/") || /\.(download|export)[A-Z]/.test(name);
  if (isFile) return "file";
  if (acts(operation)) return "acts";
  if (authorizationCodeOnly && !asUser) return "needs-user";
  return path.includes("{mspId}") && !msp ? "msp" : undefined;
}

type Asked = Pick<Operation, "name" | "path" | "permissions">;

/**
 * Whether a GET does something instead of only reading, or may: it is named like a command, or it takes the
 * permission to change. Those of {@link READS} are known to read all the same.
 */
export function acts({ name, path, permissions }: Asked): boolean {
  if (COMMANDS.has(lastWord(path))) return true;
  if (READS.has(name)) return false;
  const method = name.slice(name.lastIndexOf(".") + 1);
  const mayRead = permissions.length === 0 || permissions.some((each) => /View Only$|_READ$/.test(each));
  return !READING.test(method) || !mayRead;
}

/** The last part of a path that is no parameter. */
function lastWord(path: string): string {
  return path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? "";
}

/**
 * How the paths of commands end: of GETs of 5.15 and 6.2 (`stop`, `refresh`, `firstCheck`, `print-unused`, `assign`), and
 * of commands that the snapshots send with POST, should another version ask for them with GET.
 */
const COMMANDS: ReadonlySet<string> = new Set([
  ...["stop", "refresh", "firstCheck", "print-unused", "assign"],
  ...["apply", "block", "cancel", "clear", "disable", "disconnect", "forget", "locate", "move", "reboot"],
  ...["reconnect", "reset", "restart", "retry", "scan", "send", "start", "sync", "unblock", "upgrade"],
]);

/**
 * How the stable names of operations begin that only read, files included; anything else must be reviewed. What follows
 * is not always a capital (`getcriticalModelNum`).
 */
const READING = /^(get|list|query|search|find|count|exist|obtain|download|export)/;

/** Reviewed: named or permitted like commands, but their paths and answers show that they only read. */
const READS: ReadonlySet<string> = new Set([
  // Progress of a task that another user started, by the id of the task or device.
  "device.getAddDevicesStatus",
  "device.getAddDevicesStatusMultiSite",
  "device.getCheckFirmwareTaskResult",
  "device.getDeviceAdoptResult",
  "device.getForgetProcess",
  "device.getManuallyUpgradeRes",
  "device.getMoveSiteProcess",
  "device.getOnlineUpgradeRes",
  "device.getRollingUpgradeRes",
  "device.getSingleForgetProcess",
  "device.getSingleMoveSiteProcess",
  // What one may choose from before one changes something: devices, customers, sites, modules.
  "customer.getCustomersInGlobalHaveSiteTemplateModify",
  "device.getAdoptAbleDevicesForGlobalBatchAdopt",
  "device.getAdoptAbleDevicesForMspBatchAdopt",
  "device.getAdoptTip",
  "firmware.getTargetFirmwareAllSites",
  "site.getAvailableSiteToBind",
  "siteTemplate.getSiteTemplateAllModules",
  "siteTemplate.getSiteTemplateModules",
  // A device, which takes the permission to change only in 5.12.
  "gateway.getGatewayInfo",
  // A list that has a twin for sites, which takes the permission to view.
  "macFilteringTemplate.getGridDenyMacFilteringTemplate",
  // Whether something is in use, or what it is: a lookup in what is stored.
  "device.checkMacType",
  "siteTemplate.boundSiteExistUnSupportRadSecDevice",
  "vpn.checkUsedVpn",
  "wiredNetwork.checkVirtualWanUsed",
  "wiredNetwork.checkWanLanStatus",
  "wiredNetworkTemplate.checkVirtualWanUsed",
  "wiredNetworkTemplate.checkWanLanStatus",
]);

import { answerList } from "../../answers/list.js";
import { success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";
import type { AuditEntry, ControllerEvent } from "../../state/logs.js";

type Entry = AuditEntry | ControllerEvent;

/** Entries of a site, or of the whole controller or MSP, within the time that the query asks for; latest first. */
function logEntriesOf<T extends Entry>(log: readonly T[], { site, call }: Request): T[] {
  const from = Number(call.query.get("filters.timeStart") ?? 0);
  const to = Number(call.query.get("filters.timeEnd") ?? Number.POSITIVE_INFINITY);
  return log
    .filter((entry) => (!site || entry.siteId === site.siteId) && entry.time >= from && entry.time <= to)
    .reverse();
}

const audits: Handler = (controller, request) => {
  const entries = logEntriesOf(controller.state.audits, request);
  return answerList(controller, request, entries, { key: (entry) => `audit/${entry.time}/${entry.label}` });
};

const events: Handler = (controller, request) => {
  const entries = logEntriesOf(controller.state.events, request);
  return answerList(controller, request, entries, {
    key: (entry) => entry.id,
    pageMembers: {
      eventLogStat: { ...eventCounts(entries), clientLogNum: countOfModule(entries, "Client") },
    },
  });
};

const alerts: Handler = (controller, request) => {
  const entries = logEntriesOf(controller.state.alerts, request);
  const resolvedLogNum = entries.filter(({ resolved }) => resolved).length;
  const open = { resolvedLogNum, unResolvedLogNum: entries.length - resolvedLogNum };
  return answerList(controller, request, entries, {
    key: (entry) => entry.id,
    pageMembers: { alertLogStat: { ...eventCounts(entries), ...open } },
  });
};

function countOfModule(entries: readonly ControllerEvent[], module: ControllerEvent["module"]): number {
  return entries.filter((entry) => entry.module === module).length;
}

function eventCounts(entries: readonly ControllerEvent[]): Members {
  return {
    totalLogNum: entries.length,
    deviceLogNum: countOfModule(entries, "Device"),
    systemLogNum: countOfModule(entries, "System"),
  };
}

/** Whether a body selects an entry: by its time, its module, and the ids that it lists or leaves out. */
function isSelected({ site, body }: Request, entry: ControllerEvent): boolean {
  const { selectType, logs, startTime, endTime, filterModule } = isRecord(body) ? body : {};
  if (site && entry.siteId !== site.siteId) return false;
  if (entry.time < Number(startTime) || entry.time > Number(endTime)) return false;
  if (typeof filterModule === "string" && filterModule !== "" && entry.module !== filterModule) return false;
  const listed = Array.isArray(logs) && logs.includes(entry.id);
  if (selectType === "all") return true;
  return selectType === "exclude" ? !listed : listed;
}

const deleteFrom =
  (logOf: (controller: Controller) => ControllerEvent[]): Handler =>
  (controller, request) => {
    const log = logOf(controller);
    log.splice(0, log.length, ...log.filter((entry) => !isSelected(request, entry)));
    return success();
  };

const resolve: Handler = ({ state }, request) => {
  for (const alert of state.alerts) if (isSelected(request, alert)) alert.resolved = true;
  return success();
};

const deleteEvents = deleteFrom(({ state }) => state.events);
const deleteAlerts = deleteFrom(({ state }) => state.alerts);

export const logHandlers: Readonly<Record<string, Handler>> = {
  "log.getAuditLogsForSite": audits,
  "log.getAuditLogsForGlobal": audits,
  "mspLog.getAuditLogsForMsp": audits,
  "log.getEventLogsForSite": events,
  "log.getEventLogsForGlobal": events,
  "mspLog.getEventLogsForMsp": events,
  "log.getAlertLogsForSite": alerts,
  "log.getAlertLogsForGlobal": alerts,
  "mspLog.getAlertLogsForMsp": alerts,
  "log.deleteEventLogsForSite": deleteEvents,
  "log.deleteEventLogsForGlobal": deleteEvents,
  "mspLog.deleteEventLogsForMsp": deleteEvents,
  "log.deleteAlertLogsForSite": deleteAlerts,
  "log.deleteAlertLogsForGlobal": deleteAlerts,
  "mspLog.deleteAlertLogsForMsp": deleteAlerts,
  "log.resolveAlertForSite": resolve,
  "mspLog.resolveAlertForMsp": resolve,
};

import type { Controller } from "../controller.js";
import type { AuditEntry, ControllerEvent } from "../state/logs.js";
import { answerList } from "./list.js";
import type { Handler, Request } from "./types.js";

/** Entries of a site, or of the whole controller, within the time that the query asks for; latest first. */
function entriesOf<T extends AuditEntry | ControllerEvent>(log: readonly T[], { site, call }: Request): T[] {
  const from = Number(call.query.get("filters.timeStart") ?? 0);
  const to = Number(call.query.get("filters.timeEnd") ?? Number.POSITIVE_INFINITY);
  return log
    .filter((entry) => (!site || entry.siteId === site.siteId) && entry.time >= from && entry.time <= to)
    .reverse();
}

const audits: Handler = (controller, request) => {
  const entries = entriesOf(controller.state.audits, request);
  return answerList(controller, request, entries, { key: (entry) => `audit/${entry.time}/${entry.label}` });
};

const events: Handler = (controller, request) => {
  const entries = entriesOf(controller.state.events, request);
  return answerList(controller, request, entries, {
    key: (entry) => entry.id,
    pageMembers: { eventLogStat: statOf(entries) },
  });
};

function statOf(entries: readonly ControllerEvent[]) {
  const count = (module: ControllerEvent["module"]) =>
    entries.filter((entry) => entry.module === module).length;
  return {
    totalLogNum: entries.length,
    deviceLogNum: count("Device"),
    clientLogNum: count("Client"),
    systemLogNum: count("System"),
  };
}

const deleteEvents =
  (ofSite: boolean): Handler =>
  (controller: Controller, request) => {
    const { events: log } = controller.state;
    const kept = log.filter((entry) => ofSite && entry.siteId !== request.site?.siteId);
    log.splice(0, log.length, ...kept);
    return answerEmpty(controller, request);
  };

const answerEmpty: Handler = (controller, request) => answerList(controller, request, [], { key: () => "" });

export const logHandlers: Readonly<Record<string, Handler>> = {
  "log.getAuditLogsForSite": audits,
  "log.getAuditLogsForGlobal": audits,
  "log.getEventLogsForSite": events,
  "log.getEventLogsForGlobal": events,
  "log.deleteEventLogsForSite": deleteEvents(true),
  "log.deleteEventLogsForGlobal": deleteEvents(false),
};

import type { Answer } from "../protocol/answer.js";
import type { Controller } from "../state/controller.js";
import type { Request } from "../state/request.js";
import { keep } from "./keep.js";

/** Logs a write, whether it succeeded or not. Reads, also those by POST, are not logged. */
export function audit(controller: Controller, { operation, site }: Request, { errorCode }: Answer): void {
  if (operation.method === "GET" || operation.paging) return;
  keep(controller.state.audits, {
    siteId: site?.siteId,
    time: controller.now(),
    auditType: operation.tag,
    label: operation.name,
    content: operation.title || operation.name,
    operator: controller.credentials.clientId,
    resource: "Open API",
    result: errorCode === 0 ? "Succeed" : "Failed",
    level: errorCode === 0 ? "Information" : "Error",
    ip: "127.0.0.1",
  });
}

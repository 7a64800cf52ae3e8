import type { Answer } from "../../protocol/answer.js";
import type { Controller } from "../../state/controller.js";
import type { Request } from "../../state/request.js";
import { ofSite } from "../../state/site-map.js";

/** Changes an SSID. Its stations follow: to its new name, or offline when it is gone. */
export function followSsid(
  { state }: Controller,
  { site }: Request,
  nameNow: () => unknown,
  change: () => Answer,
): Answer {
  const before = nameNow();
  const answer = change();
  const after = nameNow();
  if (answer.errorCode !== 0 || before === after) return answer;
  for (const client of ofSite(state.clients, site?.siteId)) {
    if (client.ssid !== before) continue;
    if (typeof after === "string") client.ssid = after;
    else client.active = false;
  }
  return answer;
}

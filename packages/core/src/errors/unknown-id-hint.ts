import type { HintContext } from "./hints.js";
import { printable } from "./printable.js";

const HEX_32 = /^[0-9a-f]{32}$/i;

/**
 * Which of the known causes of -7131 applies. The id is looked up before credentials and route, so the code says nothing
 * about either (observed on 5.15.24.19 and 6.2.14.11).
 */
export function unknownIdHint(context: HintContext): string {
  // Ids come from the controller, too.
  return printable(hintAbout(context));
}

function hintAbout(context: HintContext): string {
  const { origin, reportedId, formerId, mspMode } = context;
  const id = idInUrl(context.url) ?? context.omadacId;
  const used = `The request named the controller "${id}"`;
  if (id !== context.omadacId && !HEX_32.test(id))
    return `${used}: the omadacId is missing in the path, which continues with it after /openapi/v1/.`;
  if (formerId !== undefined && formerId !== reportedId && formerId === id)
    return `${used}, but ${origin} has become "${reportedId}" since the client connected, as after a restore. Connect again.`;
  if (mspMode)
    return `${used}; ${origin} is in MSP mode. Paths with /msp/ take the MSP id, all others the id of a customer, and the token has to be for the same id.`;
  if (reportedId !== undefined && reportedId !== id)
    return `${used}, but ${origin} reports "${reportedId}". Leave omadacId out, or use the id of a customer this application may manage.`;
  if (reportedId !== undefined)
    return `${used}, which is what ${origin} reports in /api/info, so this port may serve only a part of the API: software controllers use 8043, hardware ones 443.`;
  if (!HEX_32.test(id)) return `${used}, but an omadacId has 32 hexadecimal digits.`;
  return `${used}. The id may belong to a local controller, to another cloud region, or to an Essentials organization, which has no Open API.`;
}

/** The segment in which a controller looks for an id. */
function idInUrl(url: string | undefined): string | undefined {
  return /\/openapi\/v\d+\/(?:msp\/)?([^/?#]+)/.exec(url ?? "")?.[1];
}

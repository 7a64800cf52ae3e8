import type { Operation } from "@omada-sdk/codegen/model";
import { messageOf } from "../../protocol/codes.js";

/**
 * What a document tells about an operation in words: who may call it, and which error codes it gives. In the mock's own
 * wording, laid out as the documents of controllers are, so that the same facts can be read out of it again.
 */
export function descriptionOf(operation: Operation): string {
  const { title, edition, authorizationCodeOnly, permissions, errorCodes } = operation;
  const lead = [`${title}.`];
  if (edition === "pro") lead.push("Applies to the Omada Pro controller only.");
  if (edition === "msp") lead.push("There only in MSP mode.");
  const parts = [lead.join(" ")];
  if (authorizationCodeOnly) parts.push("Only supports the authorization code mode.");
  if (permissions.length > 0) parts.push(`Needs one of the permissions:\n${permissions.join("\n")}`);
  if (errorCodes.length > 0) {
    const rows = errorCodes.map((code) => `${code}  -  ${messageOf(code)}`);
    parts.push(`Possible error codes for the interface:\n${rows.join("\n")}`);
  }
  return parts.join("\n\n");
}

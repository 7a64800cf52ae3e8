import { customerOf } from "../collections/customers.js";
import { parseForm, parseJson } from "../protocol/body.js";
import type { Call } from "../protocol/call.js";
import { isRecord } from "../schema/accepts.js";
import type { Controller } from "../state/controller.js";
import type { ControllerState } from "../state/types.js";

/**
 * Whose tokens a call to `/openapi/authorize/…` is about: those of the customer whose id it names, or whose code or refresh
 * token it brings; otherwise those of the controller.
 */
export function addresseeOf(controller: Controller, call: Call): Controller {
  const form = parseForm(call);
  const body = form ? undefined : parseJson(call.body);
  const json = body?.ok && isRecord(body.value) ? body.value : {};
  const sent = (name: string): string => `${call.query.get(name) ?? form?.get(name) ?? json[name] ?? ""}`;
  const id = call.query.get("omadac_id") ?? sent("omadacId");
  if (id !== "") return (id !== controller.credentials.omadacId && customerOf(controller, id)) || controller;
  const knows = ({ codes, refreshTokens }: ControllerState): boolean =>
    codes.has(sent("code")) || refreshTokens.has(sent("refresh_token"));
  return [...controller.customers.values()].find(({ state }) => knows(state)) ?? controller;
}

import type { Operation } from "@omada-sdk/model";
import { notFoundCode } from "../collections/not-found.js";
import { planOf } from "../collections/plan.js";
import { rowsAt } from "../collections/store.js";
import { REFUSED_VALUES } from "../generated/behaviour.js";
import { type Answer, failure } from "../protocol/answer.js";
import { type Call, parseJson } from "../protocol/call.js";
import { type AcceptRules, accepts, isRecord } from "../schema/check.js";
import type { Controller, Target } from "../state/controller.js";
import type { DeviceType } from "../state/types.js";
import { validPage } from "./check-query.js";

/** A batch holds JSON objects as bodies of its actions; the documents type those as texts. */
const TYPED_WRONGLY: ReadonlySet<string> = new Set(["batch.batchController", "mspBatch.mspBatchController"]);

/**
 * Reads and checks a body against the operation's schema and the facts mined from its texts. What is no JSON gives
 * -1001 with status 400, what is not allowed -1001 with status 200. PATCH bodies may leave out members. Members that
 * the document does not declare are accepted, because controllers take some under another name than it gives them
 * (`lanNetworkIpv6Config`, observed on 5.15.8.12). Uploads are not looked into.
 */
export function checkBody(
  controller: Controller,
  call: Call,
  operation: Operation,
): Answer | { value: unknown } {
  const declared = operation.body;
  if (!declared?.mediaType.includes("json")) return { value: undefined };
  const body = parseJson(call.body);
  if (!body.ok) return failure(-1001, 400);
  if (body.value === undefined) return declared.required ? failure(-1001, 400) : body;
  const checked = controller.behaviour.quirks.checkBodies && !TYPED_WRONGLY.has(operation.name);
  const rules: AcceptRules = { required: operation.method !== "PATCH", extensions: true };
  if (checked && !accepts(controller.behaviour.model.schemas, declared.schema, body.value, rules)) {
    return failure(-1001);
  }
  if (checked && isRefused(operation, body.value)) return failure(-1001);
  return operation.paging === "body" && !pageInBody(body.value) ? failure(-1001) : body;
}

function pageInBody(body: unknown): boolean {
  return isRecord(body) && validPage(body.page, body.pageSize);
}

/** Path parameters that name a device, and the codes for one that is not there. */
const DEVICE_PARAMS: readonly (readonly [name: string, type: DeviceType | undefined, code: number])[] = [
  ["apMac", "ap", -39303],
  ["switchMac", "switch", -39700],
  ["gatewayMac", "gateway", -39501],
  ["deviceMac", undefined, -39050],
];

/** Looks up what a path names. An unknown site gives -33000; devices and clients have codes of their own. */
export function checkTarget(
  { state }: Controller,
  params: Readonly<Record<string, string>>,
): Target | Answer {
  if (params.siteId === undefined) return {};
  const site = state.sites.get(params.siteId);
  if (!site) return failure(-33000);
  const target: Target = { site };
  for (const [name, type, code] of DEVICE_PARAMS) {
    const mac = params[name];
    if (mac === undefined) continue;
    const device = state.devices.get(mac);
    if (!device || device.siteId !== site.siteId || (type && device.type !== type)) return failure(code);
    target.device = device;
  }
  if (params.clientMac !== undefined) {
    const client = state.clients.get(params.clientMac);
    if (client?.siteId !== site.siteId) return failure(-41002);
    target.client = client;
  }
  return target;
}

/**
 * Looks up the items of collections that a path names; an unknown one is answered with the controller's code. Where no
 * list gives the ids, one that does not look like an id is unknown.
 */
export function checkItems(controller: Controller, call: Call, operation: Operation): Answer | undefined {
  const { places, forms } = planOf(controller.behaviour.model);
  for (const place of places.get(operation) ?? []) {
    const { rows, collection } = rowsAt(controller, place, call.segments);
    if (!rows.has(call.segments[place.at] ?? "")) return failure(notFoundCode(operation, collection.path));
  }
  for (const { at, form } of forms.get(operation) ?? []) {
    if (!form.test(call.segments[at] ?? "")) return failure(notFoundCode(operation, operation.path));
  }
  return undefined;
}

/** Whether controllers were seen to refuse a value in a body, although their documents allow it. */
function isRefused({ path, method }: Operation, body: unknown): boolean {
  if (!isRecord(body)) return false;
  return Object.values(REFUSED_VALUES).some(
    ({ calls, member, value }) => body[member] === value && calls.test(`${method} ${path}`),
  );
}

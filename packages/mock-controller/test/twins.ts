import { type ApiModel, type Operation, resolveSchema, responseShape } from "@omada-sdk/model";
import { planOf } from "../src/collections/plan.js";
import { rowsAt } from "../src/collections/store.js";
import type { MockOptions } from "../src/index.js";
import { createController, mockOf } from "../src/server/create.js";
import type { Controller } from "../src/state/controller.js";
import { pathFor, requestFor, userToken } from "./support.js";

/** A GET, and a PUT or PATCH of what it shows. */
interface Twin {
  read: Operation;
  write: Operation;
  /** As `PUT /openapi/v1/…`. */
  name: string;
}

/** What became of a twin: the code for what was read and sent back, and whether it was read the same again. */
interface SentBack {
  name: string;
  errorCode: number;
  same: boolean;
}

/**
 * The twins of an interface: PUT and PATCH on a path that can be read, and those of a part of an item
 * (`…/ssids/{ssidId}/update-basic-config`) whose members the item shows.
 */
export function twinsOf(model: ApiModel): Twin[] {
  const reads = new Map(
    model.operations.flatMap((operation) =>
      operation.method === "GET" && !operation.download ? [[operation.path, operation] as const] : [],
    ),
  );
  return model.operations.flatMap((write) => {
    if (!["PUT", "PATCH"].includes(write.method) || !write.body?.mediaType.includes("json")) return [];
    const item = /^.*\/\{(?!omadacId|mspId|siteId|siteTemplateId)\w+\}(?=\/[^/{}]+$)/.exec(write.path)?.[0];
    const whole = reads.get(write.path);
    const part = item === undefined || whole ? undefined : reads.get(item);
    const read = whole ?? (part && shows(model, part, write) ? part : undefined);
    return read ? [{ read, write, name: `${write.method} ${write.path}` }] : [];
  });
}

/** Whether an answer declares what a body has to have, and some member of it at all. */
function shows(model: ApiModel, read: Operation, write: Operation): boolean {
  const shape = responseShape(read, model.schemas);
  if (shape.kind !== "value") return false;
  const shown = resolveSchema(model.schemas, shape.schema).properties ?? {};
  const { properties = {}, required = [] } = resolveSchema(model.schemas, write.body?.schema);
  return required.every((name) => name in shown) && Object.keys(properties).some((name) => name in shown);
}

/** Reads the first half of every twin of a profile and sends it to the second. */
export async function sendBack(options: MockOptions): Promise<SentBack[]> {
  const controller = await createController({ ...options, quirks: { brokenOperations: [], dailyLimit: 0 } });
  const mock = mockOf(controller);
  const authorization = `AccessToken=${await userToken(mock, options.profile)}`;
  const ask = async (
    operation: Operation,
    body?: unknown,
  ): Promise<{ errorCode: number; result?: unknown }> => {
    const { url } = requestFor(controller, operation);
    const target = new URL(url);
    target.pathname = changeablePath(controller, operation);
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { authorization, "content-type": "application/json" };
    const answer = await mock.fetch(`${target}`, { method: operation.method, headers, ...init });
    return (await answer.json()) as never;
  };
  const results: SentBack[] = [];
  for (const { read, write, name } of twinsOf(controller.behaviour.model)) {
    const before = await ask(read);
    if (before.errorCode !== 0) throw new Error(`${name}: reading gave ${before.errorCode}`);
    const { errorCode } = await ask(write, before.result);
    const after = await ask(read);
    results.push({ name, errorCode, same: JSON.stringify(after) === JSON.stringify(before) });
  }
  return results;
}

/** The path of an operation with the last row of its collection: the first one may have come with the controller. */
function changeablePath(controller: Controller, operation: Operation): string {
  const segments = pathFor(controller, operation).slice(1).split("/");
  for (const place of planOf(controller.behaviour.model).places.get(operation) ?? []) {
    const last = [...rowsAt(controller, place, segments).rows.keys()].at(-1);
    if (last !== undefined) segments[place.at] = encodeURIComponent(last);
  }
  return `/${segments.join("/")}`;
}

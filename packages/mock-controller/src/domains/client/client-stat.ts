import { resolveSchema } from "@omada-sdk/codegen/model";
import { rowOf, shapeOf } from "../../collections/rows.js";
import type { Controller } from "../../state/controller.js";
import type { Members, Request } from "../../state/request.js";
import type { NetworkClient } from "../../state/types.js";

/** Counts that stand beside a list of stations. Counts that the state says nothing about are 0. */
export function clientStat(
  controller: Controller,
  request: Request,
  clients: readonly NetworkClient[],
): unknown {
  const { schemas } = controller.model;
  const shape = shapeOf(controller, request.operation);
  const page = shape.kind === "page" ? resolveSchema(schemas, shape.schema) : {};
  const schema = page.properties?.clientStat;
  if (!schema) return undefined;
  const zero = Object.fromEntries(
    Object.keys(resolveSchema(schemas, schema).properties ?? {}).map((n) => [n, 0]),
  );
  return rowOf(controller, schema, "client-stat", { ...zero, ...countsOf(clients) });
}

function countsOf(clients: readonly NetworkClient[]): Members {
  const count = (test: (client: NetworkClient) => boolean): number => clients.filter(test).length;
  const onBand = (radioId: number, guest?: boolean): number =>
    count((client) => client.radioId === radioId && (guest === undefined || client.guest === guest));
  return {
    total: clients.length,
    wireless: count((client) => client.wireless),
    wired: count((client) => !client.wireless),
    numGuest: count((client) => client.guest),
    numUser: count((client) => !client.guest),
    numWirelessGuest: count((client) => client.wireless && client.guest),
    numWirelessUser: count((client) => client.wireless && !client.guest),
    num2g: onBand(0),
    num2gGuest: onBand(0, true),
    num2gUser: onBand(0, false),
    num5g: onBand(1),
    num5gGuest: onBand(1, true),
    num5gUser: onBand(1, false),
    numOffline: count((client) => !client.active),
    noData: clients.length,
  };
}

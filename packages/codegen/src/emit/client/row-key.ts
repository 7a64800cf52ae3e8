import { type ApiModel, type Operation, resolveSchema, responseShape } from "@omada-sdk/model";

/** Members that identify a row together, in order of preference; reviewed on the documents of 5.12 to 6.2. */
const KEYS = [
  "id mac",
  "id",
  "ID",
  "historyId",
  "planningHistroyId",
  "ruleId",
  "contactId",
  "restrictionId",
  "filterId networkId",
  "ssidId",
  "idpId",
  "phoneNumberId",
  "deviceMac siteId",
  "mac siteId",
  "mac stackId",
  "mac",
  "customerId siteId",
  "siteId",
  "customerId",
  "filterId",
  "applicationId",
  "familyId",
  "profileId",
  "userId username",
].map((names) => names.split(" "));

/** Lists of things within a device, whose rows name the device and not themselves. */
const WITHIN_DEVICES = /Port|Rout|Neighbor|Dhcp|Binding|Wids|Wips|Traffic|License|Tunnel|IpSec|Vlan/;

/** Members by which the rows of a list can be told apart; undefined when there are none. */
export function rowKey(operation: Operation, model: Pick<ApiModel, "schemas">): string[] | undefined {
  if (!operation.paging) return undefined;
  const shape = responseShape(operation, model.schemas);
  if (shape.kind !== "page") return undefined;
  const members = resolveSchema(model.schemas, shape.row).properties ?? {};
  const key = KEYS.find((names) => names.every((name) => Object.hasOwn(members, name)));
  return key?.[0] === "id" || !WITHIN_DEVICES.test(operation.name) ? key : undefined;
}

/** Largest page an operation documents, when it is not the usual 1000. */
export function maxPageSize(operation: Operation, model: Pick<ApiModel, "schemas">): number | undefined {
  const schema =
    operation.paging === "query"
      ? operation.parameters.find(({ name }) => name === "pageSize")?.schema
      : operation.paging === "body"
        ? resolveSchema(model.schemas, operation.body?.schema).properties?.pageSize
        : undefined;
  const most = schema?.["x-omada-range"]?.[1] ?? schema?.maximum;
  return most === undefined || most === 1000 || most < 1 ? undefined : most;
}

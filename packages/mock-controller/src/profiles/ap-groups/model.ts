import { type ApiModel, type Operation, resolveSchema, responseShape } from "@omada-sdk/codegen/model";
import { GROUP_OPERATIONS, ssidOperations } from "./operations.js";

/** The operations of WLAN groups, which AP groups replace. */
const REPLACED = /\/sites\/\{siteId\}\/wireless-network\/(wlans|cmd\/countWlans|quick-create-ssid|ssids$)/;

/**
 * An interface with AP groups in the place of WLAN groups, as from 6.3 on. No snapshot of 6.3 exists; the operations are
 * described by hand, everything else stays as it is.
 * @throws Error when the interface has no SSIDs
 */
export function withApGroups(model: ApiModel): ApiModel {
  const named = (name: string): Operation => {
    const found = model.operations.find((operation) => operation.name === `wirelessNetwork.${name}`);
    if (!found) throw new Error(`The interface ${model.id} has no SSIDs, so it cannot have AP groups.`);
    return found;
  };
  const bodyOf = (operation: Operation) => resolveSchema(model.schemas, operation.body?.schema);
  const shape = responseShape(named("getSsidDetail"), model.schemas);
  const added = ssidOperations({
    created: bodyOf(named("createSsid")),
    changed: bodyOf(named("updateSsidBasicConfig")),
    detail: shape.kind === "value" ? resolveSchema(model.schemas, shape.schema) : {},
  });
  const kept = model.operations.filter(({ path }) => !REPLACED.test(path));
  const operations = [...kept, ...GROUP_OPERATIONS, ...added];
  return {
    ...model,
    operations: operations.sort((a, b) => order(a.path, b.path) || order(a.method, b.method)),
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

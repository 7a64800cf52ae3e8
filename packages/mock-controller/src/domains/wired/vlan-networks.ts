import { addRow } from "../../answers/collection.js";
import { answerDetail } from "../../answers/detail.js";
import { answerList } from "../../answers/list.js";
import { SITE } from "../../collections/references.js";
import { checkUnique } from "../../collections/rules.js";
import { rowsInScope, visibleRows } from "../../collections/store.js";
import type { Rows, StoredRow } from "../../collections/types.js";
import { type Answer, failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Request } from "../../state/controller.js";

const NETWORKS = `${SITE}/lan-networks`;
/** Values of `vlanType`, `purpose` and `deviceType`. */
const VLAN_TYPE = { single: 0, multiple: 1 } as const;
const PURPOSE = { vlan: 0, interface: 1 } as const;
const DHCP_DEVICE = { gateway: 1 } as const;
const MAX_VLAN = 4094;

/** The LAN networks of the site or the site template that a request is about. */
function networksOf(controller: Controller, request: Request): Rows | undefined {
  return rowsInScope(controller, request, NETWORKS);
}

/** The VLANs that a text such as `200,1-3` names. */
function vlansIn(text: unknown): number[] {
  const parts = String(text ?? "").split(",");
  const named = parts.flatMap((part) => {
    const [, first, last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part.trim()) ?? [];
    const length = Number(last) - Number(first) + 1;
    return length > 0 ? Array.from({ length }, (_, index) => Number(first) + index) : [];
  });
  return [...new Set(named)].filter((vlan) => vlan >= 1 && vlan <= MAX_VLAN);
}

/** A network for each VLAN; several have their number behind the name (assumed). */
function onePerVlan({ vlans, ...members }: StoredRow): StoredRow[] {
  const all = vlansIn(vlans);
  return all.map((vlan) => ({
    ...members,
    ...{ name: all.length > 1 ? `${members.name} ${vlan}` : members.name },
    ...{ vlan, vlans: undefined, vlanType: VLAN_TYPE.single, purpose: PURPOSE.vlan },
  }));
}

/** Adds all networks or, when a name is taken, none. @returns their ids, or the answer that refuses them */
function addNetworks(
  controller: Controller,
  request: Request,
  networks: readonly StoredRow[],
): string[] | Answer {
  const place = networksOf(controller, request);
  if (!place || networks.length === 0) return failure(-1001);
  for (const network of networks) {
    const refused =
      controller.behaviour.quirks.checkReferences && checkUnique(request, place, network, undefined);
    if (refused) return refused;
  }
  return networks.map((network) => String(addRow(controller, place, { ...network, primary: false })));
}

/** Several VLANs at once. */
const createVlans: Handler = (controller, request) => {
  const ids = addNetworks(controller, request, onePerVlan(isRecord(request.body) ? request.body : {}));
  return Array.isArray(ids) ? success() : ids;
};

/** The network of a body that has the ports beside it. A single VLAN stands in `vlan` alone. */
function networkIn({ body }: Request): StoredRow {
  const network = isRecord(body) && isRecord(body.lanNetwork) ? body.lanNetwork : {};
  const onGateway = network.deviceType === DHCP_DEVICE.gateway;
  const vlans = network.vlanType === VLAN_TYPE.multiple ? network.vlans : undefined;
  return { ...network, vlans, purpose: onGateway ? PURPOSE.interface : PURPOSE.vlan };
}

/** A network whose ports were chosen; with several VLANs and no gateway it becomes one network for each. */
const confirmCreation: Handler = (controller, request) => {
  const network = networkIn(request);
  const several = network.vlanType === VLAN_TYPE.multiple && network.purpose === PURPOSE.vlan;
  const ids = addNetworks(controller, request, several ? onePerVlan(network) : [network]);
  if (!Array.isArray(ids)) return ids;
  return answerDetail(controller, request, ids.join(), { networkIdList: ids });
};

const confirmChange: Handler = (controller, request) => {
  const { networkId = "" } = request.params;
  const place = networksOf(controller, request);
  const before = place?.rows.get(networkId);
  if (!place || !before) return failure(-33503);
  const network = networkIn(request);
  place.rows.set(networkId, { ...before, ...network, id: before.id });
  return answerDetail(controller, request, networkId, { networkIdList: [networkId] });
};

/** Every VLAN with its network. */
const listVlans: Handler = (controller, request) => {
  const rows = visibleRows(networksOf(controller, request), controller.runtime.clock.now()).flatMap(
    (network) => {
      const { id, name, purpose, vlan } = network;
      const vlans = network.vlanType === VLAN_TYPE.multiple ? vlansIn(network.vlans) : [vlan];
      return vlans.map((number) => ({ id, lanNetworkId: id, name, purpose, vlan: number }));
    },
  );
  return answerList(controller, request, rows, { key: ({ id, vlan }) => `vlan/${id}/${vlan}` });
};

/** All networks, or those that are interfaces. */
const listNetworks =
  (isListed: (network: StoredRow) => boolean): Handler =>
  (controller, request) => {
    const place = networksOf(controller, request);
    const rows = visibleRows(place, controller.runtime.clock.now()).filter(isListed);
    return answerList(controller, request, rows, { key: ({ id }) => `${place?.key}/${id}` });
  };

const listAll = listNetworks(() => true);
const listInterfaces = listNetworks(({ purpose }) => purpose === PURPOSE.interface);

export const vlanNetworkHandlers: Readonly<Record<string, Handler>> = {
  "wiredNetwork.createVlans": createVlans,
  "wiredNetworkTemplate.createVlans": createVlans,
  "wiredNetwork.confirmCreateVlanNetwork": confirmCreation,
  "wiredNetworkTemplate.confirmCreateVlanNetworkTemplate": confirmCreation,
  "wiredNetwork.confirmModifyVlanNetwork": confirmChange,
  "wiredNetworkTemplate.confirmModifyVlanNetworkTemplate": confirmChange,
  "wiredNetwork.getGridVlans": listVlans,
  "wiredNetwork.getAllLanNetworks": listAll,
  "wiredNetworkTemplate.getAllLanNetworksTemplate": listAll,
  "wiredNetwork.getInterfaceLanNetwork": listInterfaces,
  "wiredNetwork.getInterfaceLanNetworkV2": listInterfaces,
  "wiredNetworkTemplate.getInterfaceLanNetworkV2": listInterfaces,
};

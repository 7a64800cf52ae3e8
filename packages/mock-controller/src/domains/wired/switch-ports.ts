import { answerList } from "../../answers/list.js";
import { listQueryOf, listQueryOfBody } from "../../answers/paging.js";
import { rowsOfPath } from "../../collections/store.js";
import type { StoredRow } from "../../collections/types.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";
import { ofSite } from "../../state/maps.js";
import type { Device } from "../../state/types.js";
import { effectivePoe, portsOf } from "./ports.js";

const LAN_PROFILES = "/{omadacId}/sites/{siteId}/lan-profiles";

function profilesOf(controller: Controller, { call }: Request): ReadonlyMap<string, StoredRow> {
  return rowsOfPath(controller, LAN_PROFILES, call.segments)?.rows ?? new Map();
}

/**
 * The ports of a switch as its detail shows them; a port without a profile has the first one, which takes all
 * networks.
 */
export function shownPorts(controller: Controller, request: Request, device: Device): Members[] {
  const profiles = profilesOf(controller, request);
  const [first] = profiles.keys();
  return portsOf(controller.state, device).map((port) => {
    const profileId = port.profileId ?? first ?? "";
    return {
      ...{
        port: port.port,
        name: port.name,
        profileId,
        profileName: `${profiles.get(profileId)?.name ?? ""}`,
      },
      ...{ profileOverrideEnable: port.profileOverrideEnable, poeMode: effectivePoe(controller, port) },
      ...{ status: port.disable ? 0 : 1, lagPort: false },
    };
  });
}

/** The switches of the site with a port of one of some LAN profiles. */
function switchesWith(
  controller: Controller,
  { site }: Request,
  profileIds: ReadonlySet<string>,
): readonly Device[] {
  const ports = [...controller.state.ports.values()].filter(({ profileId }) =>
    profileIds.has(profileId ?? ""),
  );
  const macs = new Set(ports.map(({ switchMac }) => switchMac));
  return ofSite(controller.state.devices, site?.siteId).filter(({ mac }) => macs.has(mac));
}

const byProfile: Handler = (controller, request) => {
  const switches = switchesWith(controller, request, new Set([request.params.profileId ?? ""]));
  return answerList(controller, request, switches, {
    key: ({ mac }) => mac,
    query: listQueryOf(request.call),
  });
};

/** Switches with a port whose profile has one of the networks as its native one. */
const byNetwork: Handler = (controller, request) => {
  const { ids, selectAll, selectType } = isRecord(request.body) ? request.body : {};
  const listed = new Set(Array.isArray(ids) ? ids : []);
  const means = (id: unknown): boolean => {
    if (selectAll === true || selectType === "all") return true;
    return listed.has(id) === (selectType !== "exclude");
  };
  const profiles = [...profilesOf(controller, request)].filter(([, { nativeNetworkId }]) =>
    means(nativeNetworkId),
  );
  const switches = switchesWith(controller, request, new Set(profiles.map(([id]) => id)));
  return answerList(controller, request, switches, {
    key: ({ mac }) => mac,
    query: listQueryOfBody(request.body),
  });
};

export const switchPortHandlers: Readonly<Record<string, Handler>> = {
  "wiredNetwork.getUseLanProfileES": byProfile,
  "wiredNetwork.getUseNativeNetworkOsw": byNetwork,
  "wiredNetwork.getUseNativeNetworkOswV2": byNetwork,
};

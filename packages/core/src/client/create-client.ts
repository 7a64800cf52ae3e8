import { OmadaError } from "@omada-sdk/auth";
import { printable } from "../errors/printable.js";
import type { CallOperation } from "../group/methods.js";
import type { GroupDefinition } from "../operations/group.js";
import { paginate } from "../paging/paginate.js";
import { sortArguments } from "../request/arguments.js";
import { isCloudOrigin } from "../request/base-url.js";
import { refuseWithoutUser } from "../request/refuse-without-user.js";
import { targetAt, targetOf } from "../request/target.js";
import { connect } from "./connect.js";
import { createInflater, defineLazy, defineTags } from "./members.js";
import type { OmadaClientOptions } from "./options.js";
import { createRawClient } from "./raw.js";
import { remember } from "./remember.js";
import { createSender } from "./send.js";
import type { OmadaClient } from "./types.js";
import { checkVersion } from "./version.js";

/**
 * Connects to a controller: reads `/api/info` (except on cloud hosts), checks its version, and returns a client with one
 * member per tag. The first call requests the token.
 * @param options how to reach the controller
 * @param groups generated groups, all of one snapshot
 * @throws OmadaError for wrong options; OmadaVersionError for a controller that another client is made for (see
 *   `onVersionMismatch`);
 *   OmadaConnectionError, OmadaTlsError, OmadaTimeoutError or OmadaHttpError when the controller cannot be asked
 */
export async function createClient<T extends object = object>(
  options: OmadaClientOptions,
  groups: readonly GroupDefinition[],
): Promise<OmadaClient & T> {
  const snapshot = groups[0]?.snapshot;
  const stranger = groups.find((definition) => definition.snapshot.id !== snapshot?.id);
  if (stranger) throw new OmadaError(`The groups of ${snapshot?.id} and ${stranger.snapshot.id} do not mix.`);

  const connection = await connect(options);
  const { omadacId, info } = connection;
  const logger = options.logger ?? console;
  if (info && !info.mspMode && info.omadacId !== omadacId)
    logger.warn(
      printable(`The controller reports the omadacId "${info.omadacId}", the client uses "${omadacId}".`),
    );
  const isCloud = isCloudOrigin(connection.transport.origin);
  const checked = new Set<string>();
  const check = (definition: GroupDefinition) => {
    if (checked.has(definition.snapshot.id)) return;
    checkVersion(definition.snapshot, isCloud, info?.controllerVer, options.onVersionMismatch, logger);
    checked.add(definition.snapshot.id);
  };
  if (groups[0]) check(groups[0]);
  const { origin, observer } = connection.transport;
  observer?.connected({
    origin,
    controllerVersion: info?.controllerVer,
    controllerType: info?.type,
    snapshot: snapshot?.id,
  });

  const send = createSender(connection);
  const call: CallOperation = async (operation, args, callOptions) => {
    refuseWithoutUser(operation, options.auth);
    const parts = sortArguments(operation, args, omadacId);
    return send(targetOf(operation), parts, callOptions);
  };
  const inflate = createInflater(call);

  const raw = {};
  for (const group of groups)
    defineLazy(raw, group.rawName, () => createRawClient(connection, group, options.auth));

  const client: OmadaClient = {
    info,
    omadacId,
    snapshot,
    raw,
    paginate,
    close: () => connection.transport.lifetime.close(),
    with<Tags extends object>(group: GroupDefinition<Tags>): Tags {
      check(group);
      const tags = {};
      defineTags(tags, [group], inflate);
      return tags as Tags;
    },
    async request<R>(method: string, path: string, init: Parameters<OmadaClient["request"]>[2] = {}) {
      if (!path.startsWith("/")) throw new OmadaError('The path starts at the origin, with "/".');
      const parts = { path: { omadacId, ...init.path }, query: init.query ?? {}, body: init.body };
      const target = targetAt(method as "GET", path, init.download ?? false);
      return (await send(target, parts, init)) as R;
    },
  };
  remember(client, { auth: options.auth, origin });
  defineTags(client, groups, inflate);
  return client as OmadaClient & T;
}

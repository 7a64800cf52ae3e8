import { OmadaError } from "@omada-sdk/auth";
import { printable } from "../errors/redact.js";
import type { GroupDefinition } from "../operations/group.js";
import { refuseWithoutUser } from "../operations/operation.js";
import { type CallOperation, makeMethods, type TagMethods } from "../operations/table.js";
import { paginate } from "../paging/paginate.js";
import { sortArguments } from "../request/arguments.js";
import { isCloudOrigin } from "../request/base-url.js";
import { targetAt, targetOf } from "../request/target.js";
import { connect, rememberConnection } from "./connect.js";
import type { OmadaClientOptions } from "./options.js";
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
 *   OmadaConnectionError, OmadaTlsError, OmadaTimeoutError or OmadaHttpError when no usable answer comes
 */
export async function createClient<T extends object = object>(
  options: OmadaClientOptions,
  groups: readonly GroupDefinition[],
): Promise<OmadaClient & T> {
  const snapshot = groups[0]?.snapshot;
  const other = groups.find((definition) => definition.snapshot.id !== snapshot?.id);
  if (other)
    throw new OmadaError(
      `The groups of ${snapshot?.id} and ${other.snapshot.id} cannot be used in one client.`,
    );

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
  const methodsOf = createMethodCache(call);

  const client: OmadaClient = {
    info,
    omadacId,
    snapshot,
    paginate,
    close: () => connection.transport.lifetime.close(),
    with<Tags extends object>(group: GroupDefinition<Tags>): Tags {
      check(group);
      const tags = {};
      defineTags(tags, [group], methodsOf);
      return tags as Tags;
    },
    async request<R>(method: string, path: string, init: Parameters<OmadaClient["request"]>[2] = {}) {
      if (!path.startsWith("/")) throw new OmadaError('The path starts at the origin, with "/".');
      const parts = { path: { omadacId, ...init.path }, query: init.query ?? {}, body: init.body };
      const target = targetAt(method as "GET", path, init.download ?? false);
      return (await send(target, parts, init)) as R;
    },
  };
  rememberConnection(client, connection);
  defineTags(client, groups, methodsOf);
  return client as OmadaClient & T;
}

/** Names a tag may not have: members of every client, and `then`, which would make the client a promise. */
export const RESERVED_MEMBERS: readonly string[] = [
  "info",
  "omadacId",
  "snapshot",
  "with",
  "paginate",
  "request",
  "close",
  "then",
];

/** Makes the methods of each group once, when they are first used. */
function createMethodCache(call: CallOperation): (definition: GroupDefinition) => Map<string, TagMethods> {
  const made = new Map<GroupDefinition, Map<string, TagMethods>>();
  return (definition) => {
    let tags = made.get(definition);
    if (!tags) {
      tags = makeMethods(definition, call);
      made.set(definition, tags);
    }
    return tags;
  };
}

/**
 * Defines a member per tag that makes its methods on first use; a tag of several groups gets the methods of all.
 * @throws OmadaError when a tag has the name of a member of every client
 */
function defineTags(
  target: object,
  groups: readonly GroupDefinition[],
  methodsOf: (definition: GroupDefinition) => Map<string, TagMethods>,
): void {
  const owners = new Map<string, GroupDefinition[]>();
  for (const definition of groups) {
    for (const tag of definition.tags) {
      if (RESERVED_MEMBERS.includes(tag)) throw new OmadaError(`A tag may not be called "${tag}".`);
      owners.set(tag, [...(owners.get(tag) ?? []), definition]);
    }
  }
  for (const [tag, definitions] of owners) {
    defineLazy(target, tag, () => Object.assign({}, ...definitions.map((one) => methodsOf(one).get(tag))));
  }
}

/** Defines a member whose value is made when it is first read. */
function defineLazy(target: object, name: string, make: () => unknown): void {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = make();
      Object.defineProperty(target, name, { enumerable: true, value });
      return value;
    },
  });
}

import { OmadaError } from "@omada-sdk/auth";
import type { GroupDefinition, SnapshotInfo } from "../operations/group.js";
import { type CallOperation, makeMethods, type TagMethods } from "../operations/table.js";
import { paginate } from "../paging/paginate.js";
import { isCloudOrigin } from "../request/origin.js";
import { callOperation } from "./call-operation.js";
import type { Connection } from "./connect.js";
import { openConnection, requireConnection } from "./open-connection.js";
import type { OmadaClientOptions } from "./options.js";
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

  const opened = await openConnection(options, snapshot);
  const connection = requireConnection(opened, "createClient");
  const methodsOf = createMethodCache((operation, args, callOptions) =>
    callOperation(connection, operation, args, callOptions),
  );
  const client: OmadaClient = Object.assign(opened, {
    paginate,
    with<Tags extends object>(group: GroupDefinition<Tags>): Tags {
      check(connection, group.snapshot);
      const tags = {};
      defineTags(tags, [group], methodsOf);
      return tags as Tags;
    },
  });
  defineTags(client, groups, methodsOf);
  return client as OmadaClient & T;
}

/** @throws OmadaVersionError as `onVersionMismatch` says */
function check({ compared, options, info, transport }: Connection, snapshot: SnapshotInfo): void {
  if (compared.has(snapshot.id)) return;
  const { onVersionMismatch, logger = console } = options;
  checkVersion(snapshot, isCloudOrigin(transport.origin), info?.controllerVer, onVersionMismatch, logger);
  compared.add(snapshot.id);
}

/** Names a tag may not have: members of every client, and `then`, which would make the client a promise. */
export const RESERVED_MEMBERS: readonly string[] = [
  "info",
  "omadacId",
  "actsAsUser",
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

import type { GrantKind } from "@omada-sdk/auth";
import type { GroupDefinition, SnapshotInfo } from "../operations/group.js";
import type { CallOptions, HttpMethod } from "../operations/operation.js";
import type { Paginate } from "../paging/types.js";
import type { ControllerInfo } from "../transport/controller-info.js";

/** A request by path, for operations without a method. */
export interface RequestOptions extends CallOptions {
  /** Values of the path's parameters; `omadacId` is filled in. */
  path?: Record<string, string | number> | undefined;
  /** Query parameters; nested objects become dotted names, arrays repeat. */
  query?: Record<string, unknown> | undefined;
  /** Sent as JSON, or as it is when it is FormData, URLSearchParams, a Blob or bytes. */
  body?: unknown;
  /** The answer is a file: return an `OmadaDownload` whatever its type. */
  download?: boolean | undefined;
}

/**
 * Access to one controller. Operations that are functions take it as their first argument.
 * @typeParam AsUser whether the grant is known to act on behalf of a user
 */
export interface OmadaConnection<AsUser extends boolean = boolean> {
  /** What the controller says about itself; undefined on cloud hosts. */
  readonly info: ControllerInfo | undefined;
  /** Id of the controller, put into every path. */
  readonly omadacId: string;
  /** What the operations were generated from; undefined when it was created without any. */
  readonly snapshot: SnapshotInfo | undefined;
  /** The grant acts on behalf of a user, as some operations demand. */
  readonly actsAsUser: AsUser;
  /**
   * Sends a request by path and unwraps its envelope. A JSON answer without envelope is returned whole.
   * @param method HTTP method
   * @param path from the origin on, such as "/openapi/v1/{omadacId}/sites"
   */
  request<T = unknown>(method: HttpMethod, path: string, options?: RequestOptions): Promise<T>;
  /**
   * Ends the connection: later calls and further pages of lists fail at once. Waits for running requests, then closes the
   * connections that the `tls` option opened, but not those of a `fetch` that was passed. Closing it again changes
   * nothing. Open connections do not keep the process alive, so only processes that go on need this.
   */
  close(): Promise<void>;
}

/**
 * An operation as a function of a connection, with the arguments and the result of the method that clients have of it. A
 * bundle holds only the operations that it calls.
 */
export type OperationFunction<
  Method extends (...call: never[]) => unknown,
  Connection extends OmadaConnection = OmadaConnection,
> = (omada: Connection, ...call: Parameters<Method>) => ReturnType<Method>;

/** The members every client has, beside one per tag of its groups. */
export interface OmadaClient extends OmadaConnection {
  /**
   * Adds a group to the connection.
   * @returns the methods of the group, by tag
   * @throws OmadaVersionError when the group was generated for another major version
   */
  with<Tags extends object>(group: GroupDefinition<Tags>): Tags;
  /** Reads every page of an operation; see {@link Paginate}. */
  readonly paginate: Paginate;
}

/**
 * Replaces a method that client credentials may not call: controllers require a token of the authorization-code
 * grant for it and answer -44118 otherwise. At run time it is a method that throws before anything is sent.
 * @typeParam Operation such as "userAndRole.createNewUser"
 */
export interface NeedsAuthorizationCode<Operation extends string> {
  /** Name of the method. */
  readonly name: string;
  /** Carries the operation into the compiler's message; never present at run time. */
  readonly needsAuthorizationCode?: Operation;
}

/** The client for a kind of grant: operations for users only are callable unless the grant is known to have no user. */
export type ClientFor<Kind extends GrantKind, Client, AsUser> = [Kind] extends ["client-credentials"]
  ? Client
  : AsUser;

/** `with` of a client that acts as a user. */
export type WithAsUser = <Tags extends object, TagsAsUser extends object>(
  group: GroupDefinition<Tags, TagsAsUser>,
) => TagsAsUser;

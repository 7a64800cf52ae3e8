import { type OmadaAuth, OmadaAuthError } from "@omada-sdk/auth";

/** HTTP methods the Open API uses. */
export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What is known about one operation of the Open API. */
export interface Operation {
  /** Member and method of the client, such as "device.getDeviceList". */
  readonly name: string;
  readonly method: HttpMethod;
  /** Path template from the origin on, such as "/openapi/v1/{omadacId}/sites/{siteId}/devices". */
  readonly path: string;
  /** Where `page` and `pageSize` go; undefined when the operation returns everything at once. */
  readonly paging: "query" | "body" | undefined;
  /** Largest page, when it is not the usual 1000. */
  readonly maxPageSize?: number | undefined;
  /** Members that identify a row of a page together. */
  readonly rowKey?: readonly string[] | undefined;
  /** Snapshots that have the operation; undefined when the client does not know. */
  readonly snapshots?: readonly string[] | undefined;
  /** Name of the operation to call instead: controllers are known to refuse this one although it is documented. */
  readonly successor?: string | undefined;
  /** The body is sent as multipart/form-data. */
  readonly multipart: boolean;
  /** The documents show the response without the envelope. */
  readonly bare: boolean;
  /** Only accepted with a token of the authorization-code grant; -44118 otherwise. */
  readonly authorizationCodeOnly: boolean;
  /** The response is a file. */
  readonly download: boolean;
  /** The documents declare a result of a certain shape: a success without one is an error. */
  readonly declaresResult?: boolean | undefined;
  /** Argument names that differ from the name of the query parameter in the request. */
  readonly queryNames: Readonly<Record<string, string>>;
  /** Path parameters whose argument has another name: argument by parameter. */
  readonly pathArguments: Readonly<Record<string, string>>;
}

/** Options of one call. */
export interface CallOptions {
  /** Ends the call; the promise then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds the call may take from its first turn on, token request and retries included; 0 for no limit.
   * Defaults to the client's.
   */
  timeoutMs?: number | undefined;
  /** Further request headers. Those of the grant win. */
  headers?: Record<string, string> | undefined;
}

/** METHOD and path template: names an operation that has no generated method. */
export function operationKey(method: string, path: string): string {
  return `${method} ${path}`;
}

const OPERATION: unique symbol = Symbol.for("@omada-sdk/operation");

/** Attaches an operation, or what reads it, to the function that calls it. */
export function describeMethod(method: object, operation: Operation | (() => Operation)): void {
  const isRead = typeof operation !== "function";
  Object.defineProperty(method, OPERATION, isRead ? { value: operation } : { get: operation });
}

/**
 * Returns what is known about the operation behind a client method, such as `omada.device.getDeviceList`.
 * @returns undefined for any other function
 */
export function operationOf(method: unknown): Operation | undefined {
  return typeof method === "function" ? (method as { [OPERATION]?: Operation })[OPERATION] : undefined;
}

const AUTHORIZATION_CODE_ONLY = -44118;

/**
 * Refuses, before anything is sent, an operation that only a user may call when the grant has no user.
 * @throws OmadaAuthError with the code the controller would answer
 */
export function refuseWithoutUser({ name, authorizationCodeOnly }: Operation, auth: OmadaAuth): void {
  if (!authorizationCodeOnly || auth.kind !== "client-credentials") return;
  throw new OmadaAuthError(
    `${name} was not sent: it acts on behalf of a user, and client credentials do not.`,
    {
      code: AUTHORIZATION_CODE_ONLY,
      codeName: "authorizationCodeModeOnly",
      hint: "Create an Open API application in authorization code mode and connect with the authorization-code grant.",
    },
  );
}

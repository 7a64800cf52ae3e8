/** HTTP methods the Open API uses. */
export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What is known about one operation of the Open API. */
export interface Operation {
  /** Member and method of the client, such as "device.getDeviceList". */
  readonly name: string;
  readonly method: HttpMethod;
  /** Path template from the origin on, such as "/openapi/v1/{omadacId}/sites/{siteId}/devices". */
  readonly path: string;
  /** Where `page` and `pageSize` go; undefined when the operation answers everything at once. */
  readonly paging: "query" | "body" | undefined;
  /** Largest page, when it is not the usual 1000. */
  readonly maxPageSize?: number | undefined;
  /** Members that identify a row of a page together. */
  readonly rowKey?: readonly string[] | undefined;
  /** Snapshots that have the operation; undefined when the client does not tell. */
  readonly snapshots?: readonly string[] | undefined;
  /** Name of the operation to call instead: controllers are known to refuse this one although it is documented. */
  readonly successor?: string | undefined;
  /** The body is sent as multipart/form-data. */
  readonly multipart: boolean;
  /** The documents show the answer without the envelope. */
  readonly bare: boolean;
  /** Only accepted with a token of the authorization-code grant; -44118 otherwise. */
  readonly authorizationCodeOnly: boolean;
  /** The answer is a file. */
  readonly download: boolean;
  /** The documents declare a result of a certain shape: a success without one is an error. */
  readonly declaresResult?: boolean | undefined;
  /** Argument names that differ from the name of the query parameter on the wire. */
  readonly queryNames: Readonly<Record<string, string>>;
  /** Path parameters whose argument has another name: argument by parameter. */
  readonly pathArguments: Readonly<Record<string, string>>;
}

const OPERATION: unique symbol = Symbol.for("@omada-sdk/operation");

/** Marks a client method with the operation it calls. */
export function describeMethod(method: object, operation: Operation): void {
  Object.defineProperty(method, OPERATION, { value: operation });
}

/**
 * Returns what is known about the operation behind a client method, such as `omada.device.getDeviceList`.
 * @returns undefined for any other function
 */
export function operationOf(method: unknown): Operation | undefined {
  return typeof method === "function" ? (method as { [OPERATION]?: Operation })[OPERATION] : undefined;
}

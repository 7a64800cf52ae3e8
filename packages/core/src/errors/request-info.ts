/** Which request an error is about. */
export interface RequestInfo {
  /** Member and method, such as "device.getDeviceList"; undefined outside generated methods. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path template. */
  readonly path: string;
  /** URL without query. */
  readonly url: string;
}

/** Names the request in messages. */
export function requestLabel(request: RequestInfo): string {
  return request.operation ?? `${request.method} ${request.path}`;
}

export {
  type FetchLike,
  isOmadaAuthError,
  isOmadaError,
  type OmadaAuth,
  OmadaAuthError,
  OmadaError,
  type OmadaErrorKind,
} from "@omada-sdk/auth";
export type { OmadaDownload } from "./answer/download.js";
export { isCloudOrigin, readOrigin } from "./base-url.js";
export type { OmadaClient, RequestOptions } from "./client/client.js";
export { createClient } from "./client/create-client.js";
export { RESERVED_MEMBERS } from "./client/members.js";
export { type ControllerInfo, fetchControllerInfo } from "./discover/controller-info.js";
export { packageFor, parseVersion, type VersionDistance, versionDistance } from "./discover/version.js";
export { OmadaApiError } from "./errors/api-error.js";
export { OmadaConnectionError } from "./errors/connection-error.js";
export {
  isOmadaApiError,
  isOmadaConnectionError,
  isOmadaHttpError,
  isOmadaTimeoutError,
  isOmadaTlsError,
  isOmadaVersionError,
} from "./errors/guards.js";
export { OmadaHttpError } from "./errors/http-error.js";
export { OmadaTimeoutError } from "./errors/timeout-error.js";
export { OmadaTlsError } from "./errors/tls-error.js";
export { OmadaVersionError } from "./errors/version-error.js";
export type { GroupDefinition, SnapshotInfo } from "./group/definition.js";
export { type HttpMethod, type Operation, operationOf } from "./group/operation.js";
export type { CallOptions, Logger, OmadaClientOptions, VersionPolicy } from "./options.js";
export { paginate } from "./paging/paginate.js";
export type { Grid, PageArgs, PageOptions, Paginate, Paginator, RowOf } from "./paging/types.js";

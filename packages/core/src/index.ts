export type { GrantKind } from "@omada-sdk/auth";
export {
  type FetchLike,
  isOmadaAuthError,
  isOmadaError,
  type OmadaAuth,
  OmadaAuthError,
  OmadaError,
  type OmadaErrorKind,
} from "@omada-sdk/auth";
export type { AnswerLimits } from "./answer/limits.js";
export { createBatch } from "./batch/create-batch.js";
export type { Batch, BatchEntry, BatchOptions, BatchResult, BatchResults } from "./batch/types.js";
export type { ClientFor, NeedsAuthorizationCode, WithAsUser } from "./client/as-user.js";
export { type ControllerInfo, fetchControllerInfo } from "./client/controller-info.js";
export { createClient } from "./client/create-client.js";
export { RESERVED_MEMBERS } from "./client/members.js";
export type { CallOptions, Logger, OmadaClientOptions, VersionPolicy } from "./client/options.js";
export type { OmadaClient, RequestOptions } from "./client/types.js";
export { packageFor, parseVersion, type VersionDistance, versionDistance } from "./client/version.js";
export type { ErrorCategory } from "./errors/code-table.js";
export { OmadaConnectionError } from "./errors/connection-error.js";
export type { CodeNameOf, ERROR_CODES, ErrorCodesOf } from "./errors/error-codes-of.js";
export { OmadaApiError } from "./errors/errors.js";
export {
  isOmadaApiError,
  isOmadaConnectionError,
  isOmadaHttpError,
  isOmadaTimeoutError,
  isOmadaTlsError,
  isOmadaVersionError,
} from "./errors/guards.js";
export { OmadaHttpError } from "./errors/http-error.js";
export type { RequestOutcome } from "./errors/outcome.js";
export type { RequestInfo } from "./errors/request-info.js";
export { OmadaTimeoutError } from "./errors/timeout-error.js";
export { OmadaTlsError } from "./errors/tls-error.js";
export { OmadaVersionError } from "./errors/version-error.js";
export { findSiteByName, type SiteFinder } from "./helpers/find-site.js";
export { withTimeout } from "./helpers/with-timeout.js";
export { createMspClient } from "./msp/create-msp-client.js";
export type { CustomerOptions, MspClient, MspCustomer, MspOptions } from "./msp/types.js";
export type { GroupDefinition, SnapshotInfo } from "./operations/group.js";
export { type HttpMethod, type Operation, operationOf } from "./operations/operation.js";
export { paginate } from "./paging/paginate.js";
export type { Grid, PageArgs, PageGap, PageOptions, Paginate, Paginator, RowOf } from "./paging/types.js";
export { isCloudOrigin, readOrigin } from "./request/base-url.js";
export { normalizeMac, sameMac } from "./request/mac.js";
export type { OmadaDownload } from "./response/download.js";
export type { RetryOptions } from "./retry/options.js";
export type { TlsOptions } from "./tls-options.js";
export type { Clock } from "./transport/clock.js";
export type {
  ConnectEvent,
  ErrorEvent,
  OmadaHooks,
  RequestEvent,
  RequestTrace,
  ResponseEvent,
  RetryEvent,
} from "./transport/observe/hooks.js";
export { createSupportLog, type SupportLogOptions } from "./transport/observe/support-log.js";
export { defaultLimits, type PacingLimits, type PacingOptions } from "./transport/pacing/options.js";
export type { GiveUp } from "./transport/retry.js";

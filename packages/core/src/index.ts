export {
  type FetchLike,
  type GrantKind,
  isOmadaAuthError,
  isOmadaError,
  type OmadaAuth,
  OmadaAuthError,
  OmadaError,
  type OmadaErrorKind,
} from "@omada-sdk/auth";
export { createBatch } from "./batch/create-batch.js";
export type { Batch, BatchEntry, BatchOptions, BatchResult, BatchResults } from "./batch/types.js";
export { bindOperation, defineOperation } from "./client/call-operation.js";
export { fetchControllerInfo } from "./client/controller-info.js";
export { createClient, RESERVED_MEMBERS } from "./client/create-client.js";
export { openConnection } from "./client/open-connection.js";
export type { OmadaClientOptions, VersionPolicy } from "./client/options.js";
export type {
  ClientFor,
  NeedsAuthorizationCode,
  OmadaClient,
  OmadaConnection,
  OperationFunction,
  RequestOptions,
  WithAsUser,
} from "./client/types.js";
export { packageFor } from "./client/version.js";
export { parseVersion, type VersionDistance, versionDistance } from "./client/version-distance.js";
export { type CodeNameOf, OmadaApiError, OmadaHttpError } from "./errors/answer-errors.js";
export type { ErrorCategory } from "./errors/codes.js";
export {
  OmadaConnectionError,
  OmadaTimeoutError,
  type RequestInfo,
  type RequestOutcome,
} from "./errors/errors.js";
export {
  type ERROR_CODES,
  type ErrorCodesOf,
  isOmadaApiError,
  isOmadaConnectionError,
  isOmadaHttpError,
  isOmadaTimeoutError,
  isOmadaTlsError,
  isOmadaVersionError,
} from "./errors/guards.js";
export { OmadaTlsError } from "./errors/tls-error.js";
export { OmadaVersionError } from "./errors/version-error.js";
export { createMspClient } from "./msp/create-msp-client.js";
export type { CustomerOptions, MspClient, MspCustomer, MspOptions } from "./msp/types.js";
export type { GroupDefinition, SnapshotInfo } from "./operations/group.js";
export { type CallOptions, type HttpMethod, type Operation, operationOf } from "./operations/operation.js";
export { findSiteByName, paginate, type SiteFinder } from "./paging/paginate.js";
export type { Grid, PageArgs, PageGap, PageOptions, Paginate, Paginator, RowOf } from "./paging/types.js";
export { readOrigin } from "./request/base-url.js";
export { normalizeMac, sameMac } from "./request/mac.js";
export { isCloudOrigin } from "./request/origin.js";
export type { AnswerLimits } from "./response/body.js";
export type { OmadaDownload } from "./response/download.js";
export type { ControllerInfo } from "./transport/controller-info.js";
export { withTimeout } from "./transport/exchange/deadline.js";
export type { Logger, TlsOptions } from "./transport/exchange/options.js";
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
export type { GiveUp, RetryOptions } from "./transport/retry.js";
export type { Clock } from "./transport/timing.js";

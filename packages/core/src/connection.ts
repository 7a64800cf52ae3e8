// For programs that call operations as functions. No module that this one reaches by static imports is loaded by `import()`
// elsewhere: bundlers would put it into the bundle of every program.
export { isOmadaAuthError, isOmadaError, OmadaAuthError, OmadaError } from "@omada-sdk/auth";
export { createBatch } from "./batch/create-batch.js";
export { bindOperation, defineOperation } from "./client/call-operation.js";
export { fetchControllerInfo } from "./client/controller-info.js";
export { openConnection } from "./client/open-connection.js";
export { OmadaConnectionError, OmadaTimeoutError } from "./errors/errors.js";
export {
  isOmadaApiError,
  isOmadaConnectionError,
  isOmadaHttpError,
  isOmadaTimeoutError,
  isOmadaTlsError,
  isOmadaVersionError,
} from "./errors/guards.js";
export { createMspClient } from "./msp/create-msp-client.js";
export { operationOf } from "./operations/operation.js";
export { findSiteByName, paginate } from "./paging/paginate.js";
export { normalizeMac, sameMac } from "./request/mac.js";
export { withTimeout } from "./transport/exchange/deadline.js";
export { createSupportLog } from "./transport/observe/support-log.js";

export type { AuthContext, FetchLike, InvalidationReason, OmadaAuth } from "./auth.js";
export { type ClientCredentialsOptions, clientCredentials } from "./client-credentials.js";
export {
  type AuthErrorDetails,
  ERROR_KIND,
  isOmadaAuthError,
  isOmadaError,
  OmadaAuthError,
  OmadaError,
  type OmadaErrorKind,
} from "./error.js";

export type {
  AuthContext,
  FetchLike,
  GrantKind,
  InvalidationReason,
  OmadaAuth,
  Staleness,
} from "./auth.js";
export {
  type AuthorizationCodeAuth,
  type AuthorizationCodeOptions,
  authorizationCode,
} from "./authorization-code.js";
export { type ClientCredentialsOptions, clientCredentials } from "./client-credentials.js";
export type { TokenLifeOptions } from "./create-auth.js";
export {
  type AuthErrorDetails,
  ERROR_KIND,
  isOmadaAuthError,
  isOmadaError,
  OmadaAuthError,
  OmadaError,
  type OmadaErrorKind,
} from "./error.js";
export type { Application, TokenStyle } from "./token-endpoint.js";
export type { TokenLock } from "./token-store.js";
export { memoryTokenStore, type StoredToken, type TokenStore } from "./token-store.js";

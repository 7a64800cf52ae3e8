export { authorizationCode, clientCredentials } from "@omada-sdk/auth";
export * from "@omada-sdk/core";
export {
  createOmadaClient,
  type Omada,
  type OmadaAsUser,
  type OmadaRaw,
  snapshot,
} from "../generated/5.15/index.js";

// Certificates, logs and stored tokens on Node.js, so that a program need not install core and auth beside its client. With the types
// of what it returns: a compiler cannot name them in declarations otherwise.
export type { TokenStore } from "@omada-sdk/auth";
export * from "@omada-sdk/auth/node";
export type { OmadaHooks } from "@omada-sdk/core";
export * from "@omada-sdk/core/node";

// Certificates, logs and stored tokens on Node.js, so that a program need not install core and auth beside its client.
export * from "@omada-sdk/auth/node";
export * from "@omada-sdk/core/node";

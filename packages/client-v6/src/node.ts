// Certificates and logs on Node.js, so that a program need not install core beside its client.
export * from "@omada-sdk/core/node";

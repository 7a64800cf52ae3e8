// Messages that controllers send, so that a program need not install core beside its client.
export * from "@omada-sdk/core/webhooks";

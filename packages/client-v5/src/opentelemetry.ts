// Spans and metrics, so that a program need not install core beside its client.
export type { OmadaHooks } from "@omada-sdk/core";
export * from "@omada-sdk/core/opentelemetry";

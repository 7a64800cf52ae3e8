export type { TlsOptions } from "../transport/exchange/options.js";
export { DIAGNOSTICS_CHANNELS, publishDiagnostics } from "./diagnostics.js";
export { fetchFingerprint } from "./fingerprint.js";
export { createNodeFetch, type NodeFetch } from "./node-fetch.js";
export { filePinStore, type PinStore } from "./pin-store.js";
export { openSupportLog, type SupportLogFile } from "./support-log-file.js";
export { type TrustOptions, trustOnFirstUse } from "./trust-on-first-use.js";

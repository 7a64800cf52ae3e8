export type { TlsOptions } from "./connector.js";
export { fetchFingerprint } from "./fetch-fingerprint.js";
export { createNodeFetch, type NodeFetch } from "./node-fetch.js";

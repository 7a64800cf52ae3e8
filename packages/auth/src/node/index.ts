export type { FileLockOptions } from "./file-lock.js";
export { fileTokenStore } from "./file-store.js";

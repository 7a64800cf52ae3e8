export type { Credentials } from "./controller.js";
export { createMockController, type MockController } from "./create.js";
export type { FetchLike } from "./fetch.js";
export type { RunningServer } from "./http/server.js";
export type { ListenOptions, MockOptions } from "./options.js";
export { PROFILE_IDS } from "./profiles/index.js";
export type { Encoding, ProfileId, Quirks } from "./profiles/types.js";
export type { RequestRecord } from "./protocol/log.js";
export { type RunningMockController, startMockController } from "./start.js";
export type {
  AccessToken,
  ControllerState,
  Device,
  DeviceType,
  LoginSession,
  NetworkClient,
  RefreshToken,
  Site,
  TokenMode,
} from "./state/types.js";

export type { Credentials } from "./controller.js";
export { createMockController, type MockController } from "./create.js";
export type { PortalLogin } from "./events/portal-login.js";
export type { EventInput } from "./events/raise.js";
export type { Fault, FaultHandle, FaultRule, Faults } from "./faults/types.js";
export type { FetchLike } from "./fetch.js";
export { type HarRecorder, recordHar } from "./har/record.js";
export type { Har, HarEntry, HarPair } from "./har/types.js";
export type { RunningServer } from "./http/server.js";
export { LIES } from "./lies/table.js";
export type { Effect, Lie, LieName } from "./lies/types.js";
export type { ListenOptions, MockOptions } from "./options.js";
export { readPulledDocuments } from "./own/read.js";
export { PROFILE_IDS } from "./profiles/index.js";
export type { ProfileId } from "./profiles/types.js";
export type { RequestLog, RequestRecord } from "./protocol/log.js";
export { type Encoding, QUIRK_EVIDENCE, type QuirkEvidence, type Quirks } from "./quirks/quirks.js";
export { parseQuirks } from "./quirks/text.js";
export { type RunningMockController, startMockController } from "./start.js";
export type {
  Alert,
  AuditEntry,
  ControllerEvent,
  LogLevel,
  WebhookAttempt,
  WebhookDispatch,
} from "./state/logs.js";
export type {
  AccessToken,
  ControllerState,
  Device,
  DeviceType,
  LoginSession,
  NetworkClient,
  RefreshToken,
  Site,
  SwitchPort,
  TokenMode,
  UpgradeTask,
  WebSession,
} from "./state/types.js";
export type { Clock } from "./time/clock.js";

export { LIES } from "./behaviour/lies/table.js";
export type { Effect, Lie, LieName } from "./behaviour/lies/types.js";
export { NEWEST_LOCAL_PROFILE, PROFILE_IDS } from "./behaviour/profiles/index.js";
export type { ProfileId } from "./behaviour/profiles/types.js";
export { type Encoding, QUIRK_EVIDENCE, type QuirkEvidence, type Quirks } from "./behaviour/quirks/quirks.js";
export { parseQuirks, quirkLines } from "./behaviour/quirks/text.js";
export { readPulledDocuments } from "./behaviour/user-documents.js";
export type { PortalLogin } from "./domains/hotspot/portal-login.js";
export type { EventInput } from "./events/raise.js";
export type { Fault, FaultHandle, FaultRule, Faults } from "./faults/types.js";
export type { Har, HarEntry, HarPair } from "./har/record.js";
export { type HarRecorder, recordHar } from "./har/record.js";
export type { FetchLike } from "./protocol/call.js";
export type { RequestLog, RequestRecord } from "./protocol/log.js";
export {
  createMockController,
  type MockController,
  type RunningMockController,
  startMockController,
} from "./server/create.js";
export type { RunningServer } from "./server/https.js";
export { type ListenOptions, MOCK_DEFAULTS, MOCK_LIMITS, type MockOptions } from "./server/options.js";
export type { Clock } from "./state/clock.js";
export type { Credentials } from "./state/controller.js";
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
  Backup,
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

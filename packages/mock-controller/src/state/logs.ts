/** Something that happened in the network; the members are called as in event logs. */
export interface ControllerEvent {
  /** 24 hexadecimal digits. */
  id: string;
  /** The site it happened at; undefined for the controller itself. */
  siteId: string | undefined;
  /** Milliseconds since 1970. */
  time: number;
  module: "System" | "Device" | "Client";
  key: string;
  content: string;
}

/** How bad something is. */
export type LogLevel = "Information" | "Warning" | "Error";

/** An event that needs attention; the members are called as in alert logs. */
export interface Alert extends ControllerEvent {
  level: LogLevel;
  /** Whether a call resolved it. */
  resolved: boolean;
}

/** A write that a call made; the members are called as in audit logs. */
export interface AuditEntry {
  siteId: string | undefined;
  /** Milliseconds since 1970. */
  time: number;
  auditType: string;
  label: string;
  content: string;
  operator: string;
  resource: string;
  result: "Succeed" | "Failed";
  level: LogLevel;
  ip: string;
}

/** One attempt to deliver a message of a webhook. */
export interface WebhookAttempt {
  /** Milliseconds since 1970. */
  attemptTime: number;
  /** HTTP status that the receiver answered with; 0 when it was not reached. */
  messageCode: number;
}

/** A message of a webhook to one address, with its attempts so far. */
export interface WebhookDispatch {
  webhookId: string;
  url: string;
  /** JSON text. */
  content: string;
  attempts: WebhookAttempt[];
  /** Whether the receiver answered with 2xx. */
  delivered: boolean;
}

/** Entries that a log holds. */
const MAX_ENTRIES = 1000;

/** Adds an entry to a log, and drops the oldest one of a full log. */
export function pushBounded<T>(log: T[], entry: T): void {
  if (log.length >= MAX_ENTRIES) log.shift();
  log.push(entry);
}

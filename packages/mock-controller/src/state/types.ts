import type { Alert, AuditEntry, ControllerEvent, WebhookDispatch } from "./logs.js";

/** A site; the members are called as in the Open API. */
export interface Site {
  /** 24 hexadecimal digits. */
  siteId: string;
  name: string;
  /** Full country name, as controllers send it. */
  region: string;
  timeZone: string;
  scenario: string;
  /** 0 basic, 1 pro. */
  type: number;
  tagIds: string[];
  supportES: boolean;
  supportL2: boolean;
  /** Whether it is the controller's first site. */
  primary: boolean;
  longitude?: number;
  latitude?: number;
  address?: string;
}

export type DeviceType = "ap" | "switch" | "gateway";

/** A device of a site. */
export interface Device {
  /** `AA-BB-CC-DD-EE-FF`, upper case. */
  mac: string;
  siteId: string;
  type: DeviceType;
  name: string;
  model: string;
  ip: string;
  sn: string;
  firmwareVersion: string;
  /** 0 disconnected, 1 connected, 2 pending, 3 heartbeat missed, 4 isolated. */
  status: number;
  /** The finer status; 14 is connected, 0 disconnected, 20 pending. */
  detailStatus: number;
  /** The WLAN group of an AP; without it the default one of its site. */
  wlanId?: string;
}

/** A port of a switch. */
export interface SwitchPort {
  switchMac: string;
  siteId: string;
  /** From 1. */
  port: number;
  name: string;
  /** The LAN profile of the port. */
  profileId?: string;
  /** Whether the port's own settings go before those of its profile. */
  profileOverrideEnable: boolean;
  /** The port's own setting: 0 off, 1 on. */
  poe: 0 | 1;
  disable: boolean;
  /** Whether DHCP answers are watched on it. */
  dhcpSnoopEnable?: boolean;
}

/** A client in the network of a site, wired or wireless. */
export interface NetworkClient {
  /** `AA-BB-CC-DD-EE-FF`, upper case. */
  mac: string;
  siteId: string;
  /** 24 hexadecimal digits. */
  id: string;
  name: string;
  hostName: string;
  ip: string;
  wireless: boolean;
  guest: boolean;
  /** 0 wireless guest, 1 wireless user, 2 wired user. */
  connectType: number;
  connectDevType: DeviceType;
  /** Online. */
  active: boolean;
  blocked: boolean;
  /** 0 connected, 1 waiting at a portal, 2 authorized, 3 free of authorization. */
  authStatus: number;
  apMac?: string;
  switchMac?: string;
  ssid?: string;
  /** 0 is 2.4 GHz, 1 is 5 GHz. */
  radioId?: number;
  /** What its traffic is limited to. */
  rateLimit?: Record<string, unknown>;
  /** The APs that it has to stay at. */
  clientLockToApSetting?: Record<string, unknown>;
}

/** What a token may do: one of an application (client mode) or of a user (authorization code mode). */
export type TokenMode = "client" | "user";

export interface AccessToken {
  mode: TokenMode;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface RefreshToken extends AccessToken {
  used: boolean;
}

/** A login on its way to an authorization code. */
export interface LoginSession {
  csrfToken: string;
  sessionId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** A login to the web pages; it ends half an hour after its last use. */
export type WebSession = LoginSession;

/** An upgrade of several devices of a site. */
export interface UpgradeTask {
  siteId: string;
  /** MACs of devices whose turn has not come. */
  waiting: string[];
  /** MACs of the others. */
  started: string[];
}

/** A backup of the controller, or of some sites. */
export interface Backup {
  fileName: string;
  /** Undefined: of the controller. */
  siteIds: string[] | undefined;
  /** Host of the file server that it was sent to; undefined while the controller keeps it. */
  sentTo: string | undefined;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  doneAt: number;
}

/** A row of a collection, its id included; members are called as in the Open API. */
export type StoredRow = Record<string, unknown>;

/** The state of the mock. Tests may read and change it between calls. */
export interface ControllerState {
  /** By siteId, in the order of creation. */
  sites: Map<string, Site>;
  /** By MAC address. To move one to another site, delete it and set it again. */
  devices: Map<string, Device>;
  /** By MAC address. To move one to another site, delete it and set it again. */
  clients: Map<string, NetworkClient>;
  /** By `<mac>/<port>`; those of a switch are made when they are asked for first. */
  ports: Map<string, SwitchPort>;
  /** What was written to configuration paths, by path. */
  settings: Map<string, Record<string, unknown>>;
  /**
   * Rows of all other collections, by path without version (`<omadacId>/sites/<siteId>/lan-networks`), then by id. A
   * collection is filled when it is asked for first.
   */
  collections: Map<string, Map<string, StoredRow>>;
  /** The highest number given out as an id, by the path of the collection. */
  numbers: Map<string, number>;
  /** Paths of sites and rows that were created by calls; the collections below them start empty. */
  created: Set<string>;
  /** What happened, oldest first, up to the latest 1000. */
  events: ControllerEvent[];
  /** Events that need attention, oldest first, up to the latest 1000. */
  alerts: Alert[];
  /** What was written by calls, oldest first, up to the latest 1000. */
  audits: AuditEntry[];
  /** What webhooks sent, oldest first, up to the latest 1000. */
  dispatches: WebhookDispatch[];
  /** Backups, oldest first, up to the latest 1000. */
  backups: Backup[];
  /** Upgrades of several devices, by the id of the task. */
  upgrades: Map<string, UpgradeTask>;
  /** MACs of the APs that were moved together, by the id of the move. */
  moves: Map<string, string[]>;
  accessTokens: Map<string, AccessToken>;
  refreshTokens: Map<string, RefreshToken>;
  /** By sessionId. */
  logins: Map<string, LoginSession>;
  /** By sessionId. Without an entry its session has ended. */
  webSessions: Map<string, WebSession>;
  /** Authorization codes and when they end, in milliseconds since 1970. */
  codes: Map<string, number>;
}

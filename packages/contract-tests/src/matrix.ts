import { createOmadaClient as connect515 } from "@omada-sdk/client-v5";
import { createOmadaClient as connect512 } from "@omada-sdk/client-v5/5.12";
import { createOmadaClient as connect62 } from "@omada-sdk/client-v6";
import { createOmadaClient as connectCloud } from "@omada-sdk/client-v6/cloud";
import type { OmadaClient, OmadaClientOptions } from "@omada-sdk/core";

/** A row as far as the scenarios look at one. */
export interface Row {
  name?: string | undefined;
  mac?: string | undefined;
}

/** The methods that every client has, whatever its snapshot; the scenarios are written against these alone. */
export interface Driver extends OmadaClient {
  readonly site: {
    readonly getSiteList: (args: {
      page: number;
      pageSize: number;
    }) => Promise<{ data: { siteId: string; name: string }[] }>;
  };
  readonly device: {
    readonly getDeviceList: (args: { siteId: string; page: number; pageSize: number }) => Promise<{
      data: { mac: string; type?: string; status?: number }[];
    }>;
  };
  readonly client: {
    readonly getGridActiveClients: (args: { siteId: string; page: number; pageSize: number }) => Promise<{
      data: { mac: string }[];
    }>;
  };
}

/** Connects a client of one snapshot. */
export type Connect = (options: OmadaClientOptions) => Promise<Driver>;

/** A client and the profile of the controllers it was generated for. */
export interface Pair {
  /** Snapshot, and profile of the mock controller. */
  id: "5.12" | "5.15" | "6.2" | "6.2-cloud";
  connect: Connect;
  /** Cloud hosts do not report their id and version. */
  cloud: boolean;
}

/** One client per snapshot; a test compares this list with the manifest. */
export const PAIRS: readonly Pair[] = [
  { id: "5.12", connect: connect512, cloud: false },
  { id: "5.15", connect: connect515, cloud: false },
  { id: "6.2", connect: connect62, cloud: false },
  { id: "6.2-cloud", connect: connectCloud, cloud: true },
];

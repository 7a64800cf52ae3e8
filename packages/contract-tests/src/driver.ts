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

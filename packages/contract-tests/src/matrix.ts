import { predecessorOf, readManifest } from "@omada-sdk/codegen";
import type { OmadaClient, OmadaClientOptions } from "@omada-sdk/core";
import type { ProfileId } from "@omada-sdk/mock-controller";
import { CLIENTS } from "./generated/clients.js";
import { SPECS_DIR } from "./places.js";

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
  id: ProfileId;
  connect: Connect;
  /** Cloud hosts do not report their id and version. */
  cloud: boolean;
  /** What programs import. */
  entry: string;
}

/** One client per snapshot of the manifest. */
export const PAIRS: readonly Pair[] = CLIENTS;

/** Every snapshot of the manifest with the one before it, the pairs that reports compare. */
export async function comparedSnapshots(): Promise<[before: string, after: string][]> {
  const manifest = await readManifest(SPECS_DIR);
  return manifest.snapshots.flatMap(({ id }): [string, string][] => {
    const before = predecessorOf(manifest, id);
    return before === undefined ? [] : [[before, id]];
  });
}

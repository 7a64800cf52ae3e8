import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { OmadaClient, OmadaClientOptions } from "@omada-sdk/core";

export const PACKAGE = join(import.meta.dirname, "../..");
export const SPECS = join(PACKAGE, "../../specs");
const LINE = "v6";

export interface Listed {
  id: string;
  line: string;
  flavour: "local" | "cloud";
  controllerVersion: string;
  operations: number;
  groups: { name: string }[];
}

/** The snapshots of this package's line, as specs/index.json lists them. */
export const SNAPSHOTS = (
  JSON.parse(readFileSync(join(SPECS, "index.json"), "utf8")) as { snapshots: Listed[] }
).snapshots.filter(({ line }) => line === LINE);

/** A generated client before its types are known. */
export type LooseClient = OmadaClient & Record<string, Record<string, unknown>>;

export interface ClientModule {
  createOmadaClient(options: OmadaClientOptions): Promise<LooseClient>;
  snapshot: Listed;
}

/** A generated file of a snapshot, as a module. */
export async function generated<T>(id: string, file: string): Promise<T> {
  return (await import(/* @vite-ignore */ join(PACKAGE, "generated", id, `${file}.js`))) as T;
}

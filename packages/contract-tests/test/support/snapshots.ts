import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { OmadaClient, OmadaClientOptions } from "@omada-sdk/core";

/** The `packages` folder. */
export const PACKAGES = join(import.meta.dirname, "../../..");
export const SPECS = join(PACKAGES, "../specs");

export interface Listed {
  id: string;
  line: string;
  flavour: "local" | "cloud";
  controllerVersion: string;
  operations: number;
  groups: { name: string }[];
}

/** The snapshots, as specs/index.json lists them. */
export const SNAPSHOTS = (
  JSON.parse(readFileSync(join(SPECS, "index.json"), "utf8")) as { snapshots: Listed[] }
).snapshots;

/** The lines that have a client package. */
export const LINES = [...new Set(SNAPSHOTS.map(({ line }) => line))];

/** A generated client before its types are known. */
export type LooseClient = OmadaClient & Record<string, Record<string, unknown>>;

export interface ClientModule {
  createOmadaClient(options: OmadaClientOptions): Promise<LooseClient>;
  snapshot: Listed;
}

/** Folder of the generated client of a snapshot. */
export function clientFolder({ id, line }: Pick<Listed, "id" | "line">): string {
  return join(PACKAGES, `client-${line}`, "generated", id);
}

/** A generated file of a snapshot's client, as a module. */
export async function generated<T>(snapshot: Pick<Listed, "id" | "line">, file: string): Promise<T> {
  return (await import(/* @vite-ignore */ join(clientFolder(snapshot), `${file}.js`))) as T;
}

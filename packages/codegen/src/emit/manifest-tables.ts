import { banner } from "../banner.js";
import {
  clientSubpath,
  compareIds,
  MANIFEST_FILE,
  type Manifest,
  type ManifestEntry,
} from "../specs/manifest.js";

/** Which client package was generated for which controllers. */
export interface ClientRow extends Pick<ManifestEntry, "id" | "line" | "flavour" | "controllerVersion"> {
  /** What programs import. */
  entry: string;
}

/** The entry points of all clients: line by line, in each the oldest snapshot first. */
export function clientRows(manifest: Manifest): ClientRow[] {
  const rows = manifest.snapshots.map(({ id, line, flavour, controllerVersion }) => {
    const entry = `@omada-sdk/client-${line}${clientSubpath(manifest, id).slice(1)}`;
    return { id, line, flavour, controllerVersion, entry };
  });
  return rows.sort((a, b) => compareIds(a.line, b.line) || compareIds(a.id, b.id));
}

/**
 * The tables that enumerate the snapshots of a manifest: for core, which client fits which controller; for the contract
 * tests, the client of every snapshot.
 * @returns texts by folder below `packages`, and by file
 */
export function manifestTables(manifest: Manifest): Map<string, Map<string, string>> {
  const head = banner(`specs/${MANIFEST_FILE}`);
  const rows = clientRows(manifest);
  return new Map([
    ["core/src/generated", new Map([["clients.ts", head + fittingClients(rows)]])],
    ["contract-tests/src/generated", new Map([["clients.ts", head + connectors(rows)]])],
  ]);
}

function fittingClients(rows: readonly ClientRow[]): string {
  const lines = rows.map(
    ({ flavour, controllerVersion, entry }) =>
      `  { flavour: "${flavour}", controllerVersion: ${JSON.stringify(controllerVersion)}, entry: "${entry}" },\n`,
  );
  return `/** A client and the controllers that it was generated for. */
export interface ClientEntry {
  readonly flavour: "local" | "cloud";
  readonly controllerVersion: string;
  /** What programs import. */
  readonly entry: string;
}

/** Line by line, in each the oldest snapshot first. */
export const CLIENTS: readonly ClientEntry[] = [
${lines.join("")}];
`;
}

function connectors(rows: readonly ClientRow[]): string {
  const imports = rows.map(
    ({ entry }, at) => `import { createOmadaClient as client${at} } from "${entry}";\n`,
  );
  const lines = rows.map(
    ({ id, flavour, entry }, at) =>
      `  { id: ${JSON.stringify(id)}, cloud: ${flavour === "cloud"}, entry: "${entry}", connect: client${at} },\n`,
  );
  return `${imports.join("")}
/** The client of every snapshot, with the function that connects it. */
export const CLIENTS = [
${lines.join("")}] as const;
`;
}

import { type Pulled, type PullOptions, type PullReference, pullDocuments } from "@omada-sdk/codegen";
import { isCloudOrigin, parseVersion } from "@omada-sdk/core";
import { fetchFingerprint } from "@omada-sdk/core/node";
import type { Io } from "./command.js";
import { originOf, withFetch } from "./connection.js";
import { snapshotFor } from "./snapshot-for.js";
import { knownSnapshots } from "./specs-folder.js";
import { printable } from "./terminal.js";

/** How to reach a controller, and what of its documents to accept. */
export interface PullFromOptions
  extends Pick<PullOptions, "out" | "timeoutMs" | "controllerVersion" | "replace" | "allowDrop"> {
  fingerprint?: string | undefined;
  insecure?: boolean | undefined;
  /** Folder of the snapshots to compare with; by default those at hand. */
  specs?: string | undefined;
}

/**
 * Fetches the documents of a controller, shows people how it goes on, and compares what came with the snapshot of its version.
 * @param address of the controller
 */
export async function pullFrom(
  address: string,
  { fingerprint, insecure, specs, ...options }: PullFromOptions,
  io: Io,
): Promise<Pulled> {
  const baseUrl = originOf(address);
  const { signal } = io;
  const pulled = await withFetch({ fingerprint, insecure }, signal, (fetch) =>
    pullDocuments({
      ...{ ...options, baseUrl, fetch, signal },
      reference: (version) => referenceFor(baseUrl, version, specs),
      presentedFingerprint: () => fetchFingerprint(baseUrl, { signal }),
      onProgress: ({ name, position, total, bytes, isKept }) => {
        // One line, of which the second half follows when the document is there.
        if (bytes === undefined || isKept) io.progress?.(`[${position}/${total}] ${printable(name)}: `);
        if (bytes !== undefined)
          io.progress?.(`${Math.ceil(bytes / 1024)} kB${isKept ? ", fetched before" : ""}\n`);
      },
      onKept: ({ folder, documents, total }) =>
        io.err(
          documents === total
            ? `note: the documents are kept in ${folder}; with --allow-drop they are taken as they are\n`
            : `note: ${documents} of ${total} documents are kept in ${folder}; the same command goes on with the others\n`,
        ),
    }),
  );
  for (const note of pulled.notes) io.err(`note: ${printable(note)}\n`);
  return pulled;
}

/** The snapshot of a controller's version, or the nearest one before it: older controllers have less. */
async function referenceFor(
  origin: string,
  version: string | undefined,
  specs: string | undefined,
): Promise<PullReference | undefined> {
  const isCloud = isCloudOrigin(origin);
  const running = parseVersion(version ?? "");
  if (!isCloud && !running) return undefined;
  try {
    const { id, controllerVersion, operations, schemas } = snapshotFor(
      await knownSnapshots(specs),
      isCloud,
      version,
    );
    const minor = parseVersion(controllerVersion)?.minor ?? 0;
    if (!isCloud && minor > (running?.minor ?? 0)) return undefined;
    return { of: `the snapshot ${id}`, operations, schemas };
  } catch {
    // A line of controllers of which no snapshot is published.
    return undefined;
  }
}

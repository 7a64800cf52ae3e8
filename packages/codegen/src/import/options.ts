import type { Flavour, Line } from "@omada-sdk/model";
import { ImportError, printable } from "../files/input-error.js";
import type { ControllerFile } from "../files/pulled-folder.js";
import type { Certainty, ManifestEntry, Source, Status } from "../specs/manifest.js";

export interface ImportOptions {
  /** Folder of group documents, or one document. */
  input: string;
  /** The controller's default document, where it is not in that folder as `default.json`. */
  defaultDocument?: string | undefined;
  /** The specs folder to write to. */
  specsDir: string;
  /** Name of the snapshot, such as `6.2` or `6.2-cloud`. */
  id: string;
  /** By default that of the snapshot being replaced. */
  flavour?: Flavour | undefined;
  /** By default that of `controller.json`, which the pull writes beside the documents, else as before. */
  controllerVersion?: string | undefined;
  certainty?: Certainty | undefined;
  /** `YYYY-MM` or `YYYY-MM-DD`; by default the day of the pull, else as before. */
  capturedOn?: string | undefined;
  status?: Status | undefined;
  /** Keywords lost on the way, for documents recovered from a generated client. */
  recovered?: string[] | undefined;
  /** Keywords lost on the way, for documents written down from the pages of a served one. */
  transcribed?: string[] | undefined;
  /** Allows an id that exists. */
  replace?: boolean | undefined;
  /** Allows a replacement with more than 10 % fewer operations or schemas. */
  allowDrop?: boolean | undefined;
  /** Ends the import until it begins to write. */
  signal?: AbortSignal | undefined;
}

/** What the manifest says about a snapshot besides what was counted in its documents. */
export type Meta = Omit<ManifestEntry, "operations" | "schemas" | "facts" | "sharedResults" | "groups">;

/**
 * The metadata of a snapshot: as given, else from `controller.json`, else as before.
 * @throws ImportError for what is missing or not usable
 */
export function metaOf(
  options: ImportOptions,
  pulled: ControllerFile,
  previous: ManifestEntry | undefined,
): Meta {
  const { id } = options;
  refuseId(id);
  if (previous && !options.replace) {
    throw new ImportError(`snapshot ${id} exists; pass --replace to import it anew, or choose another --id`);
  }
  const controllerVersion =
    options.controllerVersion ?? pulled.controllerVersion ?? previous?.controllerVersion;
  if (controllerVersion === undefined) {
    throw new ImportError(
      "the documents do not name the controller's version; pass --controller-version, e.g. 6.2.14.11",
    );
  }
  const line = lineOf(controllerVersion);
  const flavour = options.flavour ?? previous?.flavour;
  if (flavour === undefined) throw new ImportError("pass --flavour local or --flavour cloud");
  const capturedOn = options.capturedOn ?? pulled.pulledOn ?? previous?.capturedOn ?? null;
  if (capturedOn !== null && !/^\d{4}-\d{2}(-\d{2})?$/.test(capturedOn)) {
    throw new ImportError(`${printable(capturedOn)} is no date; write --captured-on 2026-08 or 2026-08-31`);
  }
  const stated = options.controllerVersion === undefined && pulled.controllerVersion !== undefined;
  return {
    id,
    line,
    flavour,
    controllerVersion,
    certainty: options.certainty ?? (stated ? "stated" : (previous?.certainty ?? "stated")),
    capturedOn,
    status: options.status ?? previous?.status ?? "current",
    source: { ...sourceOf(options, previous), documents: [] },
  };
}

function sourceOf(
  { recovered, transcribed }: ImportOptions,
  previous: ManifestEntry | undefined,
): Pick<Source, "kind" | "lost"> {
  if (recovered && transcribed)
    throw new ImportError("a document is either recovered or transcribed; pass one of the two");
  const given = (recovered ?? transcribed)?.filter((keyword) => keyword !== "");
  if (!given) return previous?.source ?? { kind: "served", lost: [] };
  if (given.length === 0) return { kind: "served", lost: [] };
  return { kind: recovered ? "recovered" : "transcribed", lost: given };
}

function refuseId(id: string): void {
  const usable = /^[a-z0-9][a-z0-9.-]{0,40}$/.test(id) && !id.includes("..") && !/\.(json|md)$/.test(id);
  if (usable && id !== "overlays") return;
  throw new ImportError(`${printable(id)} is no usable snapshot id; take one like 6.2 or 6.2-cloud`);
}

function lineOf(controllerVersion: string): Line {
  const major = /^(\d+)(?:\.\d+){1,5}(?:[-+ ][\w.+ -]{1,40})?$/.exec(controllerVersion)?.[1];
  if (major === "5") return "v5";
  if (major === "6") return "v6";
  throw new ImportError(
    `there is no client line for controller version ${printable(controllerVersion)}; lines are 5.x and 6.x`,
  );
}

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ApiModel } from "@omada-sdk/codegen/model";
import { profileOf } from "../profiles/index.js";
import type { ProfileId } from "../profiles/types.js";
import { isRecord } from "../sample/accepts.js";
import { loadSnapshot } from "../snapshot.js";
import { modelOf, type RawDocument } from "./model.js";
import { knownNames } from "./names.js";

/** Documents that hold everything, to be read only when there are no others. */
const WHOLE = /^(00[ _-]?)?all\.json$/i;

/**
 * Reads the interface documents of a controller, as `omada pull` stores them, for the option `model`. Operations that
 * a shipped snapshot knows get its names; the others are called by their tag and operationId.
 * @param folder JSON documents; other JSON files in it are left alone
 * @param profile whose behaviour the controller is closest to
 * @throws Error when the folder holds no interface document
 * @example
 * const model = await readPulledDocuments("./pulled", "6.2");
 * const mock = await startMockController({ profile: "6.2", model });
 */
export async function readPulledDocuments(folder: string, profile: ProfileId): Promise<ApiModel> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const groups = files.filter((name) => !WHOLE.test(name));
  const documents = await documentsOf(folder, groups);
  const whole = documents.length > 0 ? documents : await documentsOf(folder, files);
  if (whole.length === 0) throw new Error(`${folder} holds no interface document of a controller.`);
  const { info } = profileOf(profile);
  const { refused } = await loadSnapshot(profile);
  const model = modelOf(whole, await knownNames(), {
    id: profile,
    line: profile.startsWith("5") ? "v5" : "v6",
    flavour: info ? "local" : "cloud",
    controllerVersion: String(info?.controllerVer ?? ""),
  });
  return refused ? { ...model, refused } : model;
}

async function documentsOf(folder: string, files: readonly string[]): Promise<RawDocument[]> {
  const documents: RawDocument[] = [];
  for (const file of files) {
    const value: unknown = JSON.parse(await readFile(join(folder, file), "utf8"));
    if (isRecord(value) && typeof value.openapi === "string" && isRecord(value.paths)) {
      documents.push({ name: file.replace(/\.json$/, ""), paths: value.paths, schemas: schemasOf(value) });
    }
  }
  return documents;
}

function schemasOf({ components }: Record<string, unknown>): Record<string, unknown> {
  return isRecord(components) && isRecord(components.schemas) ? components.schemas : {};
}

import type { ApiModel } from "@omada-sdk/model";
import { availabilityOf, missingIn } from "../availability/of-model.js";
import { banner } from "../banner.js";
import { formatDeclarations } from "../emit/format.js";
import { snapshotTexts } from "../emit/generate.js";
import { aliasesFor } from "../exported/aliases.js";
import type { Manifest, ManifestEntry } from "../specs/manifest.js";
import { asModule, withoutUnusedImports } from "./modules.js";
import type { Published } from "./published.js";

/**
 * The sources of a client for a project, by path below its folder; the same model gives the same texts. They import
 * `@omada-sdk/core` and `@omada-sdk/auth` and nothing else that is not theirs.
 */
export async function projectFiles(model: ApiModel, published: Published): Promise<Map<string, string>> {
  const { manifest, table, facts, descriptions, successors, codes, availability } = published;
  const aliases = await aliasesFor(withModel(manifest, model), model, async (id) =>
    id === model.id ? model : await published.snapshot(id),
  );
  const knowledge = {
    ...{ table, facts, descriptions, aliases, ledgers: { successors, codes } },
    availability: availabilityOf(availability, model),
    missing: missingIn(availability, manifest.snapshots, model),
    inProject: true,
  };
  const { types, client } = snapshotTexts(model, knowledge, (group, isRaw) =>
    isRaw ? `../types/${group}.js` : `./types/${group}.js`,
  );
  const head = banner(`snapshot ${model.id}`);
  const files = new Map<string, string>();
  const add = (name: string, declarations: string, code?: string): void => {
    const laidOut = formatDeclarations(withoutUnusedImports(declarations));
    const text = asModule(withoutBanner(laidOut), code && withoutBanner(code));
    files.set(`${name}.ts`, `${head}/* eslint-disable */\n${text}`);
  };
  for (const [name, text] of types) add(`types/${name.replace(/\.d\.ts$/, "")}`, text);
  for (const [name, text] of client) {
    const module = name.replace(/\.d\.ts$/, "");
    if (module !== name) add(module, text, client.get(`${module}.js`));
  }
  return files;
}

/** The manifest as it would be with this model in it. */
export function withModel(manifest: Manifest, { id, line, flavour, controllerVersion }: ApiModel): Manifest {
  if (manifest.snapshots.some((entry) => entry.id === id)) return manifest;
  const entry = { id, line, flavour, controllerVersion } as ManifestEntry;
  return { snapshots: [...manifest.snapshots, entry] };
}

function withoutBanner(text: string): string {
  return text.slice(text.indexOf("\n") + 1);
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { buildSite } from "./build.js";
import { serve } from "./serve.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the built site, and where it is served. */
    site: { folder: string; url: string };
  }
}

/** Builds the site for all tests; OMADA_SITE names a folder that holds it already. */
export default async function (project: TestProject): Promise<() => void> {
  const built = process.env.OMADA_SITE;
  const folder = built
    ? resolve(import.meta.dirname, "../../../../..", built)
    : mkdtempSync(join(tmpdir(), "site-"));
  if (!built) await buildSite(folder);
  const { url, close } = await serve(folder);
  project.provide("site", { folder, url });
  return () => {
    close();
    if (!built) rmSync(folder, { recursive: true });
  };
}

import { defineConfig } from "astro/config";
import { guideLinks, scrollable } from "./src/data/guide-plugins.ts";

/** Workspace packages are taken from their sources. */
const conditions = ["@omada-sdk/source", "node", "development|production"];

export default defineConfig({
  outDir: "./dist",
  cacheDir: "./.cache/astro",
  // Pages are files, so that links between them work from disk, too.
  build: { format: "file" },
  trailingSlash: "never",
  devToolbar: { enabled: false },
  // Marks by classes: the content security policy forbids styles in attributes.
  markdown: {
    syntaxHighlight: { type: "prism", excludeLangs: ["console", "mermaid"] },
    remarkPlugins: [guideLinks],
    rehypePlugins: [scrollable],
  },
  vite: { resolve: { conditions }, ssr: { resolve: { conditions } } },
});

import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { PAGES } from "./links.js";

/** The root of the repository, from the folder that commands of this package run in. */
const ROOT = "../..";
/** Folders of the repository whose pages are guides of the site; `docs/api` is made by a command. */
const FOLDERS = ["docs/guides", "docs", "docs/decisions"];
/** The page of this list is `guides.html` itself. */
const GUIDE_LIST = "docs/guides/README.md";

/** A part of a guide, from one heading to the next. */
export interface GuideSection {
  /** Its anchor; empty for what stands before the first heading below the title. */
  id: string;
  heading: string;
  /** As plain text, for the search. */
  text: string;
}

/** A page of `docs/`. */
export interface Guide {
  /** From the root of the repository. */
  file: string;
  /** Its address, see PAGES.guide. */
  slug: string;
  title: string;
  sections: GuideSection[];
}

/** All guides, those of `docs/guides` first, each folder by name. */
export async function guides(): Promise<Guide[]> {
  const found: Guide[] = [];
  for (const folder of FOLDERS) {
    const names = (await readdir(join(ROOT, folder))).filter((name) => name.endsWith(".md")).sort();
    for (const name of names) {
      const file = `${folder}/${name}`;
      if (file !== GUIDE_LIST) found.push(guideOf(file, await readFile(join(ROOT, file), "utf8")));
    }
  }
  const slugs = found.map(({ slug }) => slug);
  const twice = slugs.find((slug, at) => slugs.indexOf(slug) !== at);
  if (twice !== undefined) throw new Error(`two files of docs/ would be the guide ${twice}`);
  return found;
}

/** `docs/guides/tls.md` -> `tls`, `docs/decisions/README.md` -> `decisions`. */
function slugOf(file: string): string {
  return file
    .replace(/^docs\//, "")
    .replace(/^guides\//, "")
    .replace(/(\/README)?\.md$/, "");
}

/** Takes a page apart. @throws Error if it does not begin with its title */
export function guideOf(file: string, text: string): Guide {
  const [title, ...rest] = partsOf(text.replace(/<!--.*?-->/gs, ""));
  if (title?.level !== 1 || title.before !== "") throw new Error(`${file} does not begin with its title`);
  const used = new Map<string, number>();
  anchorOf(title.heading, used);
  const sections = rest.map(({ heading, body }) => ({
    id: anchorOf(heading, used),
    heading,
    text: plain(body),
  }));
  return {
    file,
    slug: slugOf(file),
    title: title.heading,
    sections: [{ id: "", heading: title.heading, text: plain(title.body) }, ...sections],
  };
}

interface Part {
  level: number;
  heading: string;
  body: string;
  /** What stands before the first heading. */
  before: string;
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let before = "";
  let fenced = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^ *```/.test(line)) fenced = !fenced;
    const [, marks, heading] = (!fenced && /^(#{1,6}) +(.+)$/.exec(line)) || [];
    const last = parts.at(-1);
    if (marks !== undefined && heading !== undefined)
      parts.push({ level: marks.length, heading: plain(heading), body: "", before });
    else if (last) last.body += `${line}\n`;
    else before += line.trim();
  }
  return parts;
}

/** The anchor of a heading, as Astro makes it; the second of the same name gets a number. */
function anchorOf(heading: string, used: Map<string, number>): string {
  const slug = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-")
    .replace(/-$/, "");
  const times = used.get(slug) ?? 0;
  used.set(slug, times + 1);
  return times === 0 ? slug : `${slug}-${times}`;
}

/** Markdown without its marks. */
function plain(markdown: string): string {
  return markdown
    .replace(/^ *```.*$/gm, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\|[ :|-]+\|$/gm, "")
    .replace(/[`*]/g, "")
    .replace(/\|/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Where a link of a guide leads on the site: the page of a guide, or the repository's address of any other file.
 * @param target as the page has it, relative to its file
 */
export function guideLink(file: string, target: string, repository: string): string {
  if (/^[a-z]+:|^#/i.test(target)) return target;
  const [path = "", anchor] = target.split("#");
  const led = posix.join(posix.dirname(file), path);
  const end = anchor === undefined ? "" : `#${anchor}`;
  const own = addressOf(file);
  const page = addressOf(led);
  return page === undefined || own === undefined
    ? `${repository}/blob/main/${led}${end}`
    : "../".repeat(own.split("/").length - 1) + page + end;
}

/** The page of a file of the repository, if it is a guide. */
function addressOf(file: string): string | undefined {
  if (file === GUIDE_LIST) return PAGES.guides;
  return file.endsWith(".md") && FOLDERS.includes(posix.dirname(file))
    ? PAGES.guide(slugOf(file))
    : undefined;
}

/** The address of the repository, from its manifest. */
export async function repositoryAddress(): Promise<string> {
  const { repository } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
    repository: { url: string };
  };
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
}

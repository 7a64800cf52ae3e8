import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";

const compressed = new Map<string, number>();

/** Bytes of a page and of the scripts and style sheets that it names, each compressed by gzip as servers do. */
export function firstLoadOf(folder: string, page: string): number {
  const html = readFileSync(join(folder, page));
  const named = html.toString().matchAll(/<(?:script|link)\b[^>]*? (?:src|href)="([^"]+)"/g);
  const assets = new Set([...named].map(([, target = ""]) => posix.join(posix.dirname(page), target)));
  return [...assets].reduce((sum, asset) => sum + sizeOf(folder, asset), gzipSync(html).length);
}

/** Bytes of one file, compressed. */
export function sizeOf(folder: string, file: string): number {
  const path = join(folder, file);
  const known = compressed.get(path);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(path)).length;
  compressed.set(path, size);
  return size;
}

import type { Operation } from "@omada-sdk/model";
import { pathParameters } from "../exported/counterparts.js";
import { isFolded, type Lost } from "../specs/lost.js";
import type { Change, Difference } from "./finding.js";

/** Compares what an operation says about itself: permissions, error codes, paging, where it belongs. */
export function diffHead(before: Operation, after: Operation, lost: Lost): Difference[] {
  const changes: Change[] = [];
  const changed = (rule: Change["rule"], left: unknown, right: unknown): void => {
    if (left !== right) changes.push({ rule, before: shown(left), after: shown(right) });
  };
  changed("operation-renamed", before.name, after.name);
  const renamed = renamedArguments(before.path, after.path);
  changed(
    "path-parameter-renamed",
    renamed.map(([was]) => was).join(", "),
    renamed.map(([, is]) => is).join(", "),
  );
  if (before.deprecated !== after.deprecated)
    changes.push({ rule: after.deprecated ? "operation-deprecated" : "operation-undeprecated" });
  if (before.authorizationCodeOnly !== after.authorizationCodeOnly)
    changes.push({ rule: `authorization-code-only-${after.authorizationCodeOnly ? "set" : "unset"}` });
  changed("group-moved", before.group, after.group);
  changed("tag-moved", before.tag, after.tag);
  const isWider = before.permissions.every((label) => after.permissions.includes(label));
  const wasOpen = before.permissions.length === 0;
  changed(
    (isWider && !wasOpen) || after.permissions.length === 0 ? "permissions-widened" : "permissions-changed",
    sorted(before.permissions),
    sorted(after.permissions),
  );
  changed("envelope-changed", before.envelope, after.envelope);
  changed("download-changed", before.download, after.download);
  changed("edition-changed", before.edition, after.edition);
  const gone = before.errorCodes.filter((code) => !after.errorCodes.includes(code));
  const fresh = after.errorCodes.filter((code) => !before.errorCodes.includes(code));
  if (gone.length > 0) changes.push({ rule: "error-code-removed", before: gone.join(", ") });
  if (fresh.length > 0) changes.push({ rule: "error-code-added", after: fresh.join(", ") });
  if (before.paging === after.paging) return changes;
  if (isFolded(before, after, lost)) return [...changes, { lost: "query objects" }];
  const how = before.paging === undefined ? "added" : after.paging === undefined ? "removed" : "changed";
  return [...changes, { rule: `paging-${how}`, before: shown(before.paging), after: shown(after.paging) }];
}

/** Path parameters that have another name, old and new, in the order of the path. */
function renamedArguments(before: string, after: string): [string, string][] {
  const now = pathParameters(after);
  return pathParameters(before)
    .map((was, at): [string, string] => [was, now[at] ?? ""])
    .filter(([was, is]) => was !== is);
}

function sorted(list: readonly string[]): string {
  return [...list].sort().join(", ");
}

function shown(value: unknown): string {
  return value === undefined || value === "" ? "none" : String(value);
}

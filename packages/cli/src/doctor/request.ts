import { type Check, reporter } from "./check.js";
import type { Subject } from "./subject.js";

const HEX_32 = /^[0-9a-f]{32}$/i;

/**
 * What is wrong with the path of a request that the user has trouble with, without sending it.
 * @param id of the controller, as far as it is known
 */
export function checkRequest({ origin, request }: Subject, id: string | undefined): Check | undefined {
  if (!request) return undefined;
  const { ok, warning, failed } = reporter("request");
  const shown = id ?? "<omadacId>";
  const [first = "", second = "", third = "", ...rest] = request.path.split("/").filter(Boolean);
  if (second === "api")
    return warning(
      `${request.path.replace(first, "<omadacId>")} belongs to the web pages, not to the Open API: it takes a user's session, and its answers say nothing about the Open API`,
      `use ${origin}/openapi/v1/${shown}/sites?page=1&pageSize=10 with the token of an Open API application`,
    );
  if (first === "api" && second === "info") return ok("/api/info needs no login and no id");
  if (first !== "openapi")
    return failed("the path is not one of the Open API", "its paths begin with /openapi/v1/<omadacId>/");
  if (second === "authorize") return ok("the request for a token has no id in its path; the body holds it");
  const isMsp = third === "msp";
  const used = isMsp ? (rest[0] ?? "") : third;
  const after = isMsp ? rest.slice(1) : rest;
  const start = `/openapi/${second}/${isMsp ? "msp/" : ""}`;
  if (!HEX_32.test(used))
    return failed(
      `the omadacId is missing in the path: the controller takes "${used}" for it and answers -7131, whatever token comes along. It reads no id from the query or from headers`,
      `write ${origin}${start}${shown}/${[used, ...after].filter(Boolean).join("/")}${pageHint(request.hasPage, used)}`,
    );
  if (!isMsp && id !== undefined && used !== id)
    return failed(
      "the id in the path is not that of this controller, which answers -7131",
      `write ${origin}${start}${id}/${after.join("/")}`,
    );
  const isList = after.length === 1 && after[0] === "sites";
  if (isList && !request.hasPage)
    return warning(
      "the id is in its place; page and pageSize are missing, which this list requires",
      `write ${origin}${start}${shown}/sites?page=1&pageSize=10`,
    );
  return ok("the omadacId is in its place in the path");
}

function pageHint(hasPage: boolean, last: string): string {
  return last === "sites" && !hasPage ? "?page=1&pageSize=10" : "";
}

import { type OmadaClient, type PageOptions, type Paginator, paginate } from "@omada-sdk/core";
import { readBody } from "../call/body.js";
import { MAX_TIMEOUT_S, TIMEOUT_S, urlOption, withController } from "../call/controller.js";
import { siteIdOf } from "../call/names.js";
import { type Prepared, perform } from "../call/perform.js";
import { fingerprintOption, insecureOption } from "../certificate-options.js";
import { collect, type Definition, UsageError, wholeNumber } from "../command.js";
import { profileOption } from "../profiles/settings.js";

const METHODS = { GET: "G", POST: "P", PUT: "U", PATCH: "A", DELETE: "D" } as const;
type Method = keyof typeof METHODS;

/** `omada api`: sends any request to the interface of a controller, as it is written. */
export const api: Definition = (command, io) => {
  command
    .argument("<method>", `${Object.keys(METHODS).join(", ")}`)
    .argument(
      "<path>",
      "such as /openapi/v1/{omadacId}/sites/{siteId}/devices; {omadacId} and {siteId} are filled in",
    )
    .option("--site <name>", "name or id of the site for {siteId}")
    .option("--query <name=value>", "a query parameter; may be given several times", collect)
    .option("--body <json>", "the body: JSON, @file, or - for standard input")
    .option("--all", "read every page of a list, by page and pageSize")
    .option("--json", "print one JSON document, with --all one list of all rows")
    .option("--out <file>", "write the answer, such as an export, to a file")
    .option("--dry-run", "show the request instead of sending it")
    .option("--yes", "send what may change something without asking")
    .addOption(urlOption())
    .addOption(profileOption())
    .addOption(fingerprintOption())
    .addOption(insecureOption())
    .option("--timeout <seconds>", "for each request", wholeNumber(1, MAX_TIMEOUT_S), TIMEOUT_S)
    .addHelpText(
      "after",
      "\nNothing but the path is checked; omada call checks arguments. Exit code: 0 done, 1 failed, 2 the command line is wrong or the write was not agreed to.",
    )
    .action(async (method, address, options) => {
      const verb = methodOf(method);
      const body = await readBody(options.body, io);
      if (verb === "GET" && body !== undefined) throw new UsageError("a GET request has no body");
      await withController(options, io, async (controller) => {
        const { client, origin } = controller;
        const { path, query } = requestAt(origin, address, options.query ?? []);
        const names = new Set(Array.from(path.matchAll(/\{([^{}]*)\}/g), ([, name = ""]) => name));
        for (const name of names)
          if (name !== "omadacId" && name !== "siteId")
            throw new UsageError(`{${name}} is not filled in; write its value into the path`);
        const { site } = options;
        if (names.has("siteId") !== (site !== undefined))
          throw new UsageError(
            site === undefined
              ? "--site is missing, which fills {siteId}"
              : "--site fills {siteId}, which the path does not have",
          );
        const siteId = site === undefined ? undefined : await siteIdOf(client, site, io.signal);
        const values: Record<string, string> = siteId === undefined ? {} : { siteId };
        await perform(
          io,
          controller,
          prepared(verb, path, values, query, body, options.all === true),
          options,
        );
      });
    });
};

function methodOf(text: string): Method {
  const method = text.toUpperCase();
  if (Object.hasOwn(METHODS, method)) return method as Method;
  throw new UsageError(`<method> is one of ${Object.keys(METHODS).join(", ")}`);
}

/** Requests for tokens answer secrets, and the command gets its token itself. */
const TOKENS = /^\/openapi\/authorize(?:\/|$)/i;

/** @throws UsageError for another host, and for what is no path of a controller as it would be sent */
function requestAt(
  origin: string,
  address: string,
  texts: readonly string[],
): { path: string; query: Record<string, string[]> } {
  const isAbsolute = /^[a-z][a-z\d+.-]*:/i.test(address) || address.startsWith("//");
  if (isAbsolute && (!URL.canParse(address) || new URL(address).origin !== origin))
    throw new UsageError(
      `<path> is on another host; requests go to ${origin} only, because they carry its token`,
    );
  const rest = isAbsolute ? address.slice(address.indexOf("/", address.indexOf("//") + 2)) : address;
  const [path = "", search = ""] = splitOnce(rest, "?");
  if (!path.startsWith("/"))
    throw new UsageError("<path> begins with /, such as /openapi/v1/{omadacId}/sites");
  // What the parser of URLs would change would be sent to another place than the one that was written.
  const url = new URL(origin + path.replaceAll(/[{}]/g, "_"));
  const isSame = url.origin === origin && url.pathname === path.replaceAll(/[{}]/g, "_") && url.hash === "";
  if (!isSame || path.includes("//"))
    throw new UsageError(
      "<path> has characters or segments that cannot be sent as they are; write them percent-encoded",
    );
  if (TOKENS.test(decoded(path)))
    throw new UsageError("the token is got without a request of yours, and not shown");
  const query: Record<string, string[]> = Object.create(null);
  const add = (name: string, value: string): void => {
    query[name] = [...(query[name] ?? []), value];
  };
  for (const [name, value] of new URLSearchParams(search)) add(name, value);
  for (const text of texts) {
    const [name = "", value] = splitOnce(text, "=");
    if (name === "" || value === undefined) throw new UsageError("--query is name=value");
    add(name, value);
  }
  return { path, query };
}

/** A path as a controller may read it. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new UsageError("<path> has a % that does not begin an encoded character; write it as %25");
  }
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function prepared(
  method: Method,
  path: string,
  values: Record<string, string>,
  query: Record<string, string[]>,
  body: unknown,
  all: boolean,
): Prepared {
  const isList = all && (method === "GET" || method === "POST");
  return {
    label: `${method} ${path}`,
    mayWrite: method !== "GET" && !isList,
    send: (client, { signal }) => client.request(method, path, { path: values, query, body, signal }),
    ...(isList && {
      pages: (client: OmadaClient, options: PageOptions) =>
        pagesAt(client, method, path, { ...query, ...values, ...(body !== undefined && { body }) }, options),
    }),
  };
}

/** A list at a path: a POST has the page in its body. */
function pagesAt(
  client: OmadaClient,
  method: "GET" | "POST",
  path: string,
  { page: _, pageSize: __, ...args }: Record<string, unknown>,
  options: PageOptions,
): Paginator<unknown, unknown> {
  const flags = method === "GET" ? "qr" : "br";
  const { api } = client.with<{ api: Record<string, (args: object) => Promise<unknown>> }>({
    snapshot: { id: "omada", line: "v6", flavour: "local", controllerVersion: "6" },
    group: "api",
    tags: ["api"],
    table: `%1\n#api\n${method.toLowerCase()} ${METHODS[method]}!${path} ${flags}`,
  });
  const list = api[method.toLowerCase()] as (args: object) => Promise<unknown>;
  return paginate(list, args, options) as Paginator<unknown, unknown>;
}

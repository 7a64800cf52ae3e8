import { fileName, hasFile } from "./code.js";
import { type Example, type ExampleParameter, PAGE_SIZE } from "./example.js";
import { ExampleFile } from "./values.js";

/** A text as one word of a shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Those of a device, for which `omada call` takes a name, too. */
const DEVICES: readonly string[] = ["deviceMac", "apMac", "switchMac", "gatewayMac"];
/** Shell variables that stand in lines, of ids in paths. */
const NAME = /^[\w.-]+$/;

/** The line of `omada call`; undefined for what only a user may call, because the command acts as an application. */
export function commandOf(example: Example): string | undefined {
  const { operation, path, query, isList } = example;
  if (operation.authorizationCodeOnly) return undefined;
  const device = path.find(({ argument: [head = ""] }) => DEVICES.includes(head));
  const words = ["omada", "call", operation.name];
  const others: ExampleParameter[] = [];
  for (const parameter of path) {
    if (parameter.name === "siteId") words.push("--site", String(parameter.value));
    else if (parameter === device) words.push("--device", String(parameter.value));
    else if (parameter.name !== "mspId") others.push(parameter);
  }
  others.push(...query.filter(({ name }) => !(operation.paging === "query" && isPage(name))));
  words.push(...others.map(({ argument, value }) => assigned(argument.join("."), value)));
  words.push(...bodyWords(example));
  if (isList) words.push("--all");
  if (operation.download) words.push("--out", "download.bin");
  return lines(words.map(quoted), 3);
}

function isPage(name: string): boolean {
  return name === "page" || name === "pageSize";
}

function assigned(name: string, value: unknown): string {
  if (value instanceof ExampleFile) return `${name}=@${fileName(value)}`;
  if (Array.isArray(value) && value.length === 1 && isPlain(value[0])) return `${name}=${value[0]}`;
  return isPlain(value) ? `${name}=${value}` : `${name}:=${JSON.stringify(value)}`;
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Plain members by name, where the name of no parameter is in the way; anything else as JSON. */
function bodyWords({ body, operation }: Example): string[] {
  if (body === undefined) return [];
  const members = Object.entries(Object(body) as object);
  const taken = new Set(operation.parameters.map(({ name }) => name.split(".")[0]));
  const isFlat =
    typeof body === "object" &&
    !Array.isArray(body) &&
    members.length > 0 &&
    members.every(
      ([name, value]) =>
        NAME.test(name) &&
        !name.includes(".") &&
        !taken.has(name) &&
        (isPlain(value) || value instanceof ExampleFile),
    );
  if (isFlat) return members.map(([name, value]) => assigned(name, value));
  return [
    "--body",
    JSON.stringify(body, (_, value) => (value instanceof ExampleFile ? `@${fileName(value)}` : value)),
  ];
}

/** The same request with curl. The token is in a variable of the shell, never in the text. */
export function curlOf(example: Example): string {
  const { operation, path, query, body, isList } = example;
  const { method, paging } = operation;
  const page = [
    ["page", 1],
    ["pageSize", PAGE_SIZE],
  ] as const;
  const asked = query.map(({ name, value }): readonly [string, unknown] => [name, value]);
  const pairs = [...asked, ...(isList && paging === "query" ? page : [])];
  const search = pairs
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => [name, each] as const))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(textOf(value))}`)
    .join("&");
  const variables = path.filter(({ name }) => name !== "mspId");
  const address = operation.path.replaceAll(/\{([^{}]*)\}/g, (_, name: string) =>
    name === "omadacId" || name === "mspId" ? "\0OMADA_OMADAC_ID\0" : `\0${variableOf(name)}\0`,
  );
  const url = `"$OMADA_URL${inDoubleQuotes(address + (search && `?${search}`))}"`;
  const words = [
    `curl --fail-with-body${method === "GET" ? "" : ` --request ${method}`}`,
    url,
    '--header "Authorization: AccessToken=$OMADA_TOKEN"',
    ...(operation.download ? ["--output download.bin"] : []),
    ...dataWords(
      isList && paging === "body" ? { ...Object(body), ...Object.fromEntries(page) } : body,
      example,
    ),
  ];
  const settings = variables.map(
    ({ name, value }) => `${variableOf(name)}=${quoted(encodeURIComponent(textOf(value)))}`,
  );
  return [...settings, words.join(" \\\n  ")].join("\n");
}

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** `SITE_ID` for `siteId`. */
function variableOf(name: string): string {
  const words = name.replaceAll(/[^\w]/g, "_").replaceAll(/([a-z\d])([A-Z])/g, "$1_$2");
  const upper = words.toUpperCase();
  // No variable that the shell itself uses, such as PATH or UID.
  return upper.includes("_") && !/^[\d_]/.test(upper) ? upper : `THE_${upper}`;
}

/** Marked variables in an otherwise plain text. */
function inDoubleQuotes(text: string): string {
  return text
    .split("\0")
    .map((part, index, parts) => {
      if (index % 2 === 0) return part.replaceAll(/[\\"$`]/g, "\\$&");
      return /^\w/.test(parts[index + 1] ?? "") ? `\${${part}}` : `$${part}`;
    })
    .join("");
}

function dataWords(body: unknown, { isMultipart }: Example): string[] {
  if (body === undefined) return [];
  if (isMultipart || hasFile(body))
    return Object.entries(Object(body)).map(([name, value]) => {
      if (value instanceof ExampleFile) return `--form ${quoted(`${name}=@${fileName(value)}`)}`;
      return `--form-string ${quoted(`${name}=${textOf(value)}`)}`;
    });
  return ['--header "Content-Type: application/json"', `--data ${quoted(JSON.stringify(body))}`];
}

/** Long commands on several lines, each option with its value. */
function lines(words: readonly string[], first: number): string {
  if (words.join(" ").length <= 90) return words.join(" ");
  const rows = [words.slice(0, first).join(" ")];
  for (let index = first; index < words.length; index++) {
    const isOption = words[index]?.startsWith("--") && !words[index + 1]?.startsWith("--");
    const value = isOption && index + 1 < words.length ? ` ${words[++index]}` : "";
    rows.push(`${words[isOption && value ? index - 1 : index]}${value}`);
  }
  return rows.join(" \\\n  ");
}

import { Code, hasFile, isIdentifier, literal } from "./code.js";
import type { Example, ExampleParameter, IdSource } from "./example.js";

/** The client that a snippet is for. */
export interface ClientEntry {
  /** Such as `@omada-sdk/client-v6/cloud`. */
  specifier: string;
  isCloud: boolean;
}

/** Names that a constant of a snippet may not have. */
const TAKEN: ReadonlySet<string> = new Set(
  "omada process console row file result openAsBlob writeFile await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield clientCredentials authorizationCode createOmadaClient OMADA_URL OMADA_CLIENT_ID OMADA_CLIENT_SECRET OMADA_FINGERPRINT OMADA_OMADAC_ID OMADA_USER OMADA_PASSWORD arguments eval".split(
    " ",
  ),
);

/**
 * A whole program that calls an operation.
 * @param successors names of what to call instead, for a deprecated operation
 */
export function typescriptOf(example: Example, entry: ClientEntry, successors: readonly string[]): string {
  const { operation, path } = example;
  const constants = path.filter(isConstant);
  const blocks = [
    importsOf(example, entry),
    connection(operation.authorizationCodeOnly, entry),
    constants.map(({ argument, value, source }) => {
      const from = sourceNote(source);
      return `const ${argument[0]} = ${literal(value)};${from}`;
    }),
    [...deprecation(operation.deprecated, successors), ...callOf(example)],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Ids of the path stand above the call, where a user replaces them; the MSP's is known to the client. */
function isConstant({ name, argument: [head = ""] }: ExampleParameter): boolean {
  return name !== "mspId" && isIdentifier(head) && !TAKEN.has(head);
}

function importsOf({ operation, body }: Example, { specifier }: ClientEntry): string[] {
  const grant = operation.authorizationCodeOnly ? "authorizationCode" : "clientCredentials";
  return [
    ...(hasFile(body) ? ['import { openAsBlob } from "node:fs";'] : []),
    ...(operation.download ? ['import { writeFile } from "node:fs/promises";'] : []),
    `import { ${[grant, "createOmadaClient"].sort().join(", ")} } from ${JSON.stringify(specifier)};`,
  ];
}

function connection(asUser: boolean, { isCloud }: ClientEntry): string[] {
  const secrets = ["OMADA_URL", "OMADA_CLIENT_ID", "OMADA_CLIENT_SECRET"];
  const own = isCloud ? "OMADA_OMADAC_ID" : "OMADA_FINGERPRINT";
  const user = asUser ? ["OMADA_USER", "OMADA_PASSWORD"] : [];
  const names = (list: string[]) =>
    `const { ${list.map((name) => `${name} = ""`).join(", ")} } = process.env;`;
  const grant = "clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET";
  return [
    names([...secrets, own]),
    ...(user.length > 0 ? [names(user)] : []),
    "const omada = await createOmadaClient({",
    "  baseUrl: OMADA_URL,",
    ...(isCloud ? ["  omadacId: OMADA_OMADAC_ID,"] : []),
    ...(asUser
      ? [
          "  auth: authorizationCode({",
          `    ${grant.replace(", ", ",\n    ")},`,
          "    username: OMADA_USER,",
          "    password: OMADA_PASSWORD,",
          "  }),",
        ]
      : [`  auth: clientCredentials({ ${grant} }),`]),
    ...(isCloud ? [] : ["  tls: { fingerprint256: OMADA_FINGERPRINT },"]),
    "});",
  ];
}

function sourceNote(source: IdSource | undefined): string {
  if (!source?.operation.split(".").every(isIdentifier)) return "";
  return ` // one of omada.${source.operation}`;
}

function deprecation(isDeprecated: boolean, successors: readonly string[]): string[] {
  const names = successors.filter((name) => name.split(".").every(isIdentifier));
  if (!isDeprecated) return [];
  if (names.length === 0) return ["// Deprecated."];
  return [`// Deprecated: call ${names.map((name) => `omada.${name}`).join(" or ")} instead.`];
}

function callOf(example: Example): string[] {
  const { operation, isList, isVoid } = example;
  const method = `omada${operation.name.replace(".", "\0").split("\0").map(member).join("")}`;
  const args = argumentsOf(example);
  const code = Object.keys(args).length > 0 ? literal(args) : "";
  const call = `await ${method}(${code})`;
  if (isList) {
    const rows = `omada.paginate(${method}${code && `, ${code}`})`;
    return [`for await (const row of ${rows}) console.log(row);`];
  }
  if (operation.download)
    return [`const file = ${call};`, 'await writeFile(file.filename ?? "download.bin", file.stream());'];
  return isVoid ? [`${call};`] : [`const result = ${call};`, "console.log(result);"];
}

function member(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** The one argument of the method, with names of constants where there are some. */
function argumentsOf(example: Example): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const parameter of example.path) {
    const [head = ""] = parameter.argument;
    if (parameter.name === "mspId") args[head] = new Code("omada.omadacId");
    else args[head] = isConstant(parameter) ? new Code(head) : parameter.value;
  }
  return withOthers(args, example);
}

/** Arguments with those of the query and the body, as values. */
export function withOthers(args: Record<string, unknown>, { query, body }: Example): Record<string, unknown> {
  for (const { argument, value } of query) {
    let target = args;
    for (const name of argument.slice(0, -1)) {
      target[name] ??= {};
      target = target[name] as Record<string, unknown>;
    }
    target[argument.at(-1) as string] = value;
  }
  if (body !== undefined) args.body = body;
  return args;
}

import { spawnSync } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { type Site, site } from "../src/data/site.js";
import type { Example } from "../src/data/snippets/example.js";
import { curlOf } from "../src/data/snippets/shell.js";
import { loadSuccessors, type Snippets, snippetsOf } from "../src/data/snippets/snippets.js";
import { typescriptOf } from "../src/data/snippets/typescript.js";
import { ExampleFile } from "../src/data/snippets/values.js";
import { tryLines } from "./command-lines.js";
import { problemsOf } from "./compile.js";

let all: Site;
let snippets: Map<string, Snippets>;
beforeAll(async () => {
  all = await site();
  const reviewed = await loadSuccessors(all);
  snippets = new Map(all.operations.map((each) => [each.name, snippetsOf(all, each, reviewed)]));
});

/** Programs spread over all operations and clients, with some that are rare: files, downloads, users. */
test("snippets compile, a sample; what does not fit the types does not; hostile names stay texts", () => {
  const programs = new Map<string, string>();
  for (const [index, [name, { typescript }]] of [...snippets].entries()) {
    const { code, ids } = typescript[index % typescript.length] as Snippets["typescript"][number];
    const isRare = /openAsBlob|writeFile|authorizationCode|Deprecated/.test(code) && index % 4 === 0;
    if (isRare || index % 22 === 0) programs.set(`${ids.join("+")}-${name}`, code);
  }
  expect(programs.size).toBeGreaterThan(120);
  const [list] = snippets.get("device.getDeviceList")?.typescript ?? [];
  if (!list) throw new Error("there is no list of devices");
  programs.set("wrong", list.code.replace('const siteId = "', 'const siteId = 1 + +"'));
  const name = '"); process.exit(1); //\n*/';
  const hostile = hostileProgram(list, name);
  expect(hostile.replaceAll(JSON.stringify(name), "")).not.toContain("exit");
  programs.set("hostile", hostile);
  const problems = problemsOf("snippets-sample", programs);
  expect(problems.filter((line) => !/^(wrong|hostile)\.ts/.test(line))).toEqual([]);
  expect(problems.filter((line) => line.startsWith("wrong"))).toEqual([expect.stringContaining("TS2322")]);
  // The package and the method are not there, but it is a program.
  expect(problems.join("\n")).toMatch(/^hostile.*TS2307/m);
  expect(problems.join("\n")).not.toMatch(/^hostile.*TS1\d{3}:/m);
});

function hostileProgram({ example, entry }: Snippets["typescript"][number], name: string): string {
  const operation = { ...example.operation, name: `device.${name}`, deprecated: true };
  const path = [
    { name, argument: [name], value: name, source: { operation: `site.${name}`, members: ["id"], args: {} } },
  ];
  const body = { [name]: name, ["__proto__"]: { [name]: [name] } };
  return typescriptOf({ ...example, operation, path, body }, { ...entry, specifier: name }, [`site.${name}`]);
}

test("omada call accepts its lines, a sample", async () => {
  const { accepted, refused } = await tryLines("5.12", 11);
  expect(refused).toEqual([]);
  expect(accepted).toBeGreaterThan(10);
});

test("curl gets the address and the body of the example, whatever is in them", () => {
  const hostile = 'it\'s "$HOME" `id` \\ \n{} \u2028';
  const examples = all.operations.map(({ name }) => snippets.get(name)?.typescript[0]?.example as Example);
  const [first] = examples.filter(({ body, isMultipart }) => body !== undefined && !isMultipart);
  const odd = {
    ...(first as Example),
    body: { [hostile]: hostile },
    path: first?.path.map((each) => ({ ...each, value: hostile })) ?? [],
    query: [{ name: hostile, argument: [hostile], value: hostile }],
  };
  const shown = [...examples, odd];
  const got = requestsOf(shown.map(curlOf));
  expect(got).toEqual(shown.map(requestOf));
});

/** What a shell gives to curl: address, and what follows --data, --form and --form-string. */
function requestsOf(commands: readonly string[]): { url: string; data: string[] }[] {
  const script = [
    "OMADA_URL=https://controller; OMADA_OMADAC_ID=omadac-id; OMADA_TOKEN=token",
    "curl() { printf '%s\\0' \"$@\"; printf '\\0end\\0'; }",
    ...commands,
  ].join("\n");
  const { stdout, stderr } = spawnSync("sh", { input: script, encoding: "utf8", maxBuffer: 2 ** 26 });
  expect(stderr).toBe("");
  return stdout
    .split("\0\0end\0")
    .slice(0, -1)
    .map((text) => {
      const words = text.split("\0");
      const data = words.filter((_, index) => /^--(?:data|form|form-string)$/.test(words[index - 1] ?? ""));
      return { url: decoded(words.find((word) => word.startsWith("https://controller/")) ?? ""), data };
    });
}

function requestOf({ operation, path, query, body, isList, isMultipart }: Example) {
  const values = new Map(path.map(({ name, value }) => [name, String(value)]));
  const address = operation.path.replaceAll(/\{([^}]*)\}/g, (_, name) =>
    name === "omadacId" || name === "mspId" ? "omadac-id" : encodeURIComponent(values.get(name) ?? ""),
  );
  const page = { page: 1, pageSize: 10 };
  const asked = new URLSearchParams();
  for (const { name, value } of query) for (const each of [value].flat()) asked.append(name, String(each));
  if (isList && operation.paging === "query")
    for (const [name, value] of Object.entries(page)) asked.append(name, String(value));
  const search = asked.size > 0 ? `?${asked.toString().replaceAll("+", "%20")}` : "";
  const sent = isList && operation.paging === "body" ? { ...Object(body), ...page } : body;
  const form = Object.entries(Object(sent)).map(([name, value]) => {
    if (value instanceof ExampleFile) return `${name}=@${name}.bin`;
    return `${name}=${typeof value === "object" ? JSON.stringify(value) : value}`;
  });
  const data = sent === undefined ? [] : isMultipart ? form : [JSON.stringify(sent)];
  return { url: decoded(`https://controller${address}${search}`), data };
}

/** Two encoders leave different characters as they are. */
function decoded(url: string): string {
  return decodeURIComponent(url);
}

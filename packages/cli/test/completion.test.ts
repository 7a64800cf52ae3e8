import { spawn, spawnSync } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { commandTree } from "../src/command-tree.js";
import { complete } from "../src/completion/complete.js";
import type { CommandNode } from "../src/completion/tree.js";
import { storeProfile } from "../src/profiles/profile-file.js";
import { emptyFolder, omada } from "./omada.js";

let tree: CommandNode[] = [];
beforeAll(async () => {
  // As the build writes it and completion reads it.
  tree = JSON.parse(JSON.stringify(await commandTree()));
});
beforeEach(async () => {
  vi.stubEnv("XDG_CONFIG_HOME", await emptyFolder());
  return () => vi.unstubAllEnvs();
});

/** What is offered for the last word. */
async function offered(...words: string[]): Promise<{ kind: string | undefined; values: string[] }> {
  const [kind, ...lines] = (await complete(words, tree)).trimEnd().split("\n");
  return { kind, values: lines.map((line) => line.split("\t")[0] ?? "") };
}

describe("completion offers", () => {
  test("every command with its summary", async () => {
    const { values } = await offered("");
    const { out } = await omada("--help");
    const listed = [...(out.split("Commands:")[1]?.split("\n\n")[0] ?? "").matchAll(/^ {2}(\w+) /gm)].map(
      ([, name]) => name,
    );
    expect(values.filter((name) => name !== "help")).toEqual(listed);
    expect(await complete(["dia"], tree)).toBe("values\n");
    expect(await complete(["dif"], tree)).toMatch(/^values\ndiff\tshow what changed/);
  });

  test.each([
    ["a command", ["ge"], ["generate"]],
    ["a command to be helped with", ["help", "adv"], ["advise"]],
    ["an option", ["generate", "--fl"], ["--flavour"]],
    ["an option of the command itself", ["--v"], ["--version"]],
    ["an option where no argument is left", ["diff", "5.12", "5.15", "--fo"], ["--format"]],
    ["a choice", ["diff", "--format", "j"], ["json"]],
    ["a choice behind a sign of equality", ["diff", "--format=j"], ["--format=json"]],
    ["the same in the words of bash", ["diff", "--format", "=", "j"], ["--format=json"]],
    ["a choice for an argument", ["completion", "z"], ["zsh"]],
    ["a snapshot", ["advise", ".", "--to", "6.2-"], ["6.2-cloud"]],
    ["a second snapshot", ["diff", "5.12", "5.15"], ["5.15"]],
    ["a snapshot behind options", ["diff", "--full", "--out", "5.1", "5.12"], ["5.12"]],
    ["a profile of the mock", ["mock", "--profile", "5.1"], ["5.12", "5.15"]],
    ["a tag", ["generate", "--only", "ap,switchT"], ["ap,switchTemplate"]],
    ["the name of an error", ["code", "apNotF"], ["apNotFound"]],
    ["the number of an error", ["code", "-3930"], ["-39303", "-39304", "-39306", "-39307"]],
    ["an argument behind --", ["diff", "--", "5.12"], ["5.12"]],
  ])("%s", async (_, words, values) => {
    expect(await offered(...words)).toEqual({ kind: "values", values });
  });

  test.each([
    ["folders", ["pull", "x", "--out", ""]],
    ["folders", ["advise", ""]],
    ["files", ["import", ""]],
    ["files", ["mock", "--replay", ""]],
    ["values", ["info", ""]],
    ["values", ["nonsense", ""]],
    ["values", ["verify", "--pause", ""]],
    ["values", ["diff", "--format", "json", "--", "--f"]],
  ])("%s for %j, and no names of ours", async (kind, words) => {
    const offer = await offered(...words);
    expect({ ...offer, values: offer.values.filter((value) => !value.startsWith("--")) }).toEqual({
      kind,
      values: [],
    });
  });

  test("names of operations", async () => {
    const calling = [...tree, { name: "try", summary: "", arguments: [{ name: "operation" }], options: [] }];
    const lines = (await complete(["try", "site.getSiteL"], calling)).split("\n");
    expect(lines).toContain("site.getSiteList\tGet site list");
  });

  test("stored profiles, which it does not need", async () => {
    expect(await offered("doctor", "--profile", "")).toEqual({ kind: "values", values: [] });
    await storeProfile("office", { url: "https://a:8043", clientId: "id", clientSecret: "hidden" });
    expect(await complete(["doctor", "--profile", "o"], tree)).toBe("values\noffice\thttps://a:8043\n");
  });
});

test("completion loads neither the parser nor the generator", async () => {
  const source = join(import.meta.dirname, "../src");
  const open = ["completion/complete.ts", "completion/tree.ts"];
  const seen = new Set<string>();
  const packages = new Set<string>();
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = await readFile(join(source, file), "utf8");
    for (const [, name = ""] of text.matchAll(/^import (?!type )[^;]*? from "([^"]+)";/gms)) {
      if (name.startsWith(".")) open.push(join(file, "..", name.replace(/\.js$/, ".ts")));
      else if (!name.startsWith("node:")) packages.add(name);
    }
  }
  expect([...seen]).toContain("search-index.ts");
  // One file, which loads nothing but Node modules.
  expect([...packages]).toEqual(["@omada-sdk/codegen/write-file"]);
});

/** An `omada` for shells that asks this process, which has everything loaded. */
async function askingUs(folder: string): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let text = "";
    socket.on("data", async (piece) => {
      text += piece;
      if (!text.endsWith("\n")) return;
      const [first, ...words] = text.slice(0, -2).split("\0");
      socket.end(first === "__complete" ? await complete(words, tree) : "");
    });
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  await mkdir(join(folder, "bin"));
  const file = join(folder, "bin/omada");
  await writeFile(
    file,
    `#!/usr/bin/env bash\nexec 3<>/dev/tcp/127.0.0.1/${port}\nprintf '%s\\0' "$@" >&3\nprintf '\\n' >&3\ncat <&3\n`,
  );
  await chmod(file, 0o755);
}

/** Types keys into a shell on a terminal of its own, and returns what the screen shows. */
async function typed(folder: string, shell: readonly string[], keys: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    PATH: `${join(folder, "bin")}:${process.env.PATH}`,
    HOME: folder,
    PS1: "$ ",
    TERM: "dumb",
  };
  const child = spawn("sh", ["-c", 'exec script -qec "$0" /dev/null', shell.join(" ")], { cwd: folder, env });
  const ended = new Promise((resolve) => child.on("close", resolve));
  let screen = "";
  child.stdout.on("data", (piece) => {
    screen += piece;
  });
  for (const key of keys) {
    child.stdin.write(key);
    // A shell that gets keys faster than it reads them takes a tab for pasted text.
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  await ended;
  return screen;
}

const SHELLS = {
  bash: { args: ["bash", "--norc", "--noprofile", "-i"], load: (file: string) => `source ${file}\n` },
  zsh: {
    args: ["zsh", "-f", "-i"],
    load: (file: string) => `autoload -Uz compinit; compinit -u; source ${file}\n`,
  },
  fish: { args: ["fish", "--no-config", "-i"], load: (file: string) => `source ${file}\n` },
} as const;

describe.each(Object.entries(SHELLS))("Tab in %s", (name, { args, load }) => {
  // Other systems have another script.
  const isHere =
    process.platform === "linux" &&
    [name, "script"].every((each) => spawnSync(each, ["--version"]).status === 0);
  if (!isHere) console.info(`Tab in ${name} is not tested: it is not installed here`);

  test.skipIf(!isHere)("gives the words", async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, "somewhere"));
    await askingUs(folder);
    const { code, out } = await omada("completion", name);
    expect(code).toBe(0);
    const file = join(folder, `omada.${name}`);
    await writeFile(file, out);
    const lines = [
      ["omada gener", "omada generate "],
      ["omada diff --format j", "omada diff --format json "],
      ["omada diff --format=j", "omada diff --format=json "],
      ["omada pull x --out some", "omada pull x --out somewhere/"],
    ] as const;
    // Ctrl-U empties the line.
    const keys = lines.flatMap(([line]) => [`${line}\t`, "\u0015"]);
    const screen = await typed(folder, args, [load(file), ...keys, "exit\n"]);
    for (const [, whole] of lines) expect(screen).toContain(whole);
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../lib/places.js";

/** An editor's view of a compiler: one open file, which changes, and questions about places in it. */
export interface LanguageServer {
  open(text: string): Promise<void>;
  change(text: string): Promise<void>;
  /** @returns how many entries are offered */
  complete(offset: number): Promise<number>;
  /** @returns how many errors the file has */
  diagnose(): Promise<number>;
  /** @returns what is said about a name */
  hover(offset: number): Promise<string>;
  /** Memory of the process. */
  megabytes(): number;
  close(): void;
}

/** TypeScript 5.9 as editors run it. */
export async function startTsserver(file: string): Promise<LanguageServer> {
  const server = join(ROOT, "node_modules/typescript/lib/tsserver.js");
  const child = spawn(
    process.execPath,
    [server, "--disableAutomaticTypingAcquisition", "--suppressDiagnosticEvents"],
    { stdio: ["pipe", "pipe", "ignore"] },
  );
  const questions = new Questions(child);
  readMessages(child, (message) => {
    const { type, request_seq, body } = message as { type: string; request_seq: number; body: unknown };
    if (type === "response") questions.answer(request_seq, body);
  });
  let sequence = 0;
  let current = "";
  const send = (command: string, args: object): number => {
    sequence++;
    child.stdin?.write(
      `${JSON.stringify({ seq: sequence, type: "request", command, arguments: { file, ...args } })}\n`,
    );
    return sequence;
  };
  const ask = <T>(command: string, args: object): Promise<T> => questions.ask<T>(send(command, args));
  const place = (offset: number) => {
    const { line, character } = placeOf(current, offset);
    return { line: line + 1, offset: character + 1 };
  };
  return {
    async open(text) {
      current = text;
      send("open", { fileContent: text });
    },
    async change(text) {
      const end = place(current.length);
      current = text;
      send("change", {
        line: 1,
        offset: 1,
        endLine: end.line,
        endOffset: end.offset,
        insertString: text,
      });
    },
    async complete(offset) {
      const body = await ask<{ entries: unknown[] } | undefined>("completionInfo", place(offset));
      return body?.entries.length ?? 0;
    },
    async diagnose() {
      return (await ask<unknown[]>("semanticDiagnosticsSync", {})).length;
    },
    async hover(offset) {
      return (
        (await ask<{ displayString?: string } | undefined>("quickinfo", place(offset)))?.displayString ?? ""
      );
    },
    megabytes: () => residentMegabytes(child.pid ?? 0),
    close: () => child.kill(),
  };
}

/** TypeScript 7, which speaks the protocol of language servers. */
export async function startNative(file: string): Promise<LanguageServer> {
  const child = spawn(await nativeCompiler(), ["--lsp", "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const questions = new Questions(child);
  const write = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  readMessages(child, (message) => {
    const { id, method, result } = message as { id?: number; method?: string; result: unknown };
    // What the server itself asks for, such as settings, gets an empty answer.
    if (method !== undefined && id !== undefined) write({ id, result: null });
    else if (id !== undefined) questions.answer(id, result);
  });
  let sequence = 0;
  let current = "";
  const ask = <T>(method: string, params: object): Promise<T> => {
    const id = ++sequence;
    write({ id, method, params });
    return questions.ask<T>(id);
  };
  const uri = pathToFileURL(file).href;
  const textDocument = { uri };
  return {
    async open(text) {
      current = text;
      const rootUri = pathToFileURL(join(file, "..")).href;
      const capabilities = { textDocument: { diagnostic: {}, completion: {}, hover: {} } };
      await ask("initialize", { processId: process.pid, rootUri, capabilities });
      write({ method: "initialized", params: {} });
      write({
        method: "textDocument/didOpen",
        params: { textDocument: { uri, languageId: "typescript", version: 0, text } },
      });
    },
    async change(text) {
      current = text;
      write({
        method: "textDocument/didChange",
        params: { textDocument: { uri, version: ++sequence }, contentChanges: [{ text }] },
      });
    },
    async complete(offset) {
      const position = placeOf(current, offset);
      const list = await ask<{ items?: unknown[] } | unknown[] | null>("textDocument/completion", {
        textDocument,
        position,
      });
      return (Array.isArray(list) ? list : list?.items)?.length ?? 0;
    },
    async diagnose() {
      const report = await ask<{ items?: { severity?: number }[] } | null>("textDocument/diagnostic", {
        textDocument,
      });
      return report?.items?.filter(({ severity = 1 }) => severity === 1).length ?? 0;
    },
    async hover(offset) {
      const position = placeOf(current, offset);
      const said = await ask<{ contents: unknown } | null>("textDocument/hover", { textDocument, position });
      return said ? JSON.stringify(said.contents) : "";
    },
    megabytes: () => residentMegabytes(child.pid ?? 0),
    close: () => child.kill(),
  };
}

/** The executable itself: the command of the package starts it in a second process. */
async function nativeCompiler(): Promise<string> {
  const module = pathToFileURL(join(ROOT, "node_modules/typescript-native/lib/getExePath.js"));
  const { default: getExePath } = (await import(module.href)) as { default: () => string };
  return getExePath();
}

/** Questions that a server has not answered yet, by number. */
class Questions {
  readonly #waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>();

  constructor(child: ChildProcess) {
    child.once("exit", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("the language server has ended"));
    });
  }

  ask<T>(id: number): Promise<T> {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  answer(id: number, answer: unknown): void {
    this.#waiting.get(id)?.resolve(answer as never);
    this.#waiting.delete(id);
  }
}

/** Both protocols put `Content-Length: <bytes>` and an empty line before each message. */
function readMessages(child: ChildProcess, take: (message: unknown) => void): void {
  let rest = Buffer.alloc(0);
  child.stdout?.on("data", (piece: Buffer) => {
    rest = Buffer.concat([rest, piece]);
    for (;;) {
      const end = rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(rest.toString("latin1", 0, end))?.[1]);
      if (rest.length < end + 4 + length) return;
      take(JSON.parse(rest.toString("utf8", end + 4, end + 4 + length)));
      rest = rest.subarray(end + 4 + length);
    }
  });
}

function placeOf(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** Where the system does not say it in /proc, the memory is not measured. */
function residentMegabytes(pid: number): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}

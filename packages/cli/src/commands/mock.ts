import { readFile } from "node:fs/promises";
import { Option } from "@commander-js/extra-typings";
import {
  type Har,
  LIES,
  MOCK_DEFAULTS,
  MOCK_LIMITS,
  NEWEST_LOCAL_PROFILE,
  PROFILE_IDS,
  parseQuirks,
  type Quirks,
  quirkLines,
  readPulledDocuments,
  startMockController,
} from "@omada-sdk/mock-controller";
import { collect, type Definition, UsageError, wholeNumber } from "../command.js";

/** Where programs look for a local controller. */
const PORT = 8043;

const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join("\n");

/** `omada mock`: a simulated controller on this machine, until it is interrupted. */
export const mock: Definition = (command, io) => {
  const number = (name: keyof typeof MOCK_LIMITS) => {
    const [low, high] = MOCK_LIMITS[name];
    return [wholeNumber(low, high), MOCK_DEFAULTS[name]] as const;
  };
  command
    .addOption(
      new Option("--profile <id>", "which controller it behaves like")
        .choices(PROFILE_IDS)
        .default(NEWEST_LOCAL_PROFILE),
    )
    .option(
      "--controller-version <version>",
      "version that it reports and behaves like, such as 6.2.10.17 (default: that of the profile)",
    )
    .option("--port <number>", "port on 127.0.0.1; 0 takes a free one", wholeNumber(0, 65_535), PORT)
    .option("--seed <number>", "the same seed gives the same ids and devices", ...number("seed"))
    .option("--sites <number>", "sites to start with", ...number("sites"))
    .option("--devices <number>", "devices of the first site", ...number("devices"))
    .option(
      "--pending-devices <number>",
      "further devices of the first site that wait for adoption",
      ...number("pendingDevices"),
    )
    .option("--clients <number>", "clients of the first site", ...number("clients"))
    .option("--quirk <name=value>", "a difference from the profile; may be given several times", collect)
    .option("--lie <name>", "a write that does not do what it says; may be given several times", collect)
    .option("--documents <folder>", "documents that omada pull fetched, instead of those of the profile")
    .option("--replay <file>", "HAR file whose calls are answered as they were recorded")
    .addHelpText(
      "after",
      `\nQuirks:\n${indented(quirkLines())}\n\nLies:\n${indented(Object.keys(LIES))}\n\n` +
        "The credentials it prints are made up and open nothing but this mock. Stop it with Ctrl+C.",
    )
    .action(async ({ quirk, lie, documents, replay, ...options }) => {
      const quirks = quirksOf(quirk ?? [], lie ?? []);
      const running = await startMockController({
        ...options,
        quirks,
        model: documents === undefined ? undefined : await readPulledDocuments(documents, options.profile),
        replay: replay === undefined ? undefined : await readHar(replay),
      });
      // From here on a signal ends the mock in an orderly way; before, the system ends the process.
      const { signal } = io;
      try {
        const { omadacId, clientId, clientSecret, username, password } = running.credentials;
        const rows = {
          url: running.url,
          certificate: running.fingerprint256,
          omadacId,
          clientId,
          clientSecret,
          username,
          password,
        };
        for (const [name, value] of Object.entries(rows)) io.out(`${name.padEnd(14)}${value}\n`);
        io.err("These credentials are made up and open nothing but this mock. Stop it with Ctrl+C.\n");
        await stopped(signal);
      } finally {
        await running.close();
      }
    });
};

function quirksOf(quirks: readonly string[], lies: readonly string[]): Partial<Quirks> {
  try {
    return parseQuirks(quirks, lies);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function readHar(file: string): Promise<Har> {
  const text = await readFile(file, "utf8");
  try {
    return JSON.parse(text) as Har;
  } catch (cause) {
    throw new Error(`${file} is not valid JSON`, { cause });
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

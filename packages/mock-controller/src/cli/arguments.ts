import { parseArgs } from "node:util";
import { LIES } from "../behaviour/lies/table.js";
import { PROFILE_IDS } from "../behaviour/profiles/index.js";
import type { ProfileId } from "../behaviour/profiles/types.js";
import { parseQuirks, quirkLines } from "../behaviour/quirks/text.js";
import type { ListenOptions, MockOptions } from "../server/options.js";

const indented = (lines: readonly string[]): string => lines.map((line) => `    ${line}`).join("\n");

export const USAGE = `mock-controller: a simulated Omada controller on this machine; stop it with Ctrl+C

  --profile <id>              ${PROFILE_IDS.join(", ")} (default: 6.2)
  --controller-version <v>    version that it tells and behaves like, such as 6.2.10.17 (default: that of the profile)
  --port <number>             port on 127.0.0.1 (default: 8043; 0 takes a free one)
  --seed <number>             the same seed gives the same ids and devices (default: 1)
  --sites <number>            sites to start with (default: 2)
  --devices <number>          devices of the first site (default: 6)
  --pending-devices <number>  further devices of the first site that wait for adoption (default: 0)
  --clients <number>          clients of the first site (default: 8)
  --quirk <name=value>        a difference from the profile; may be given several times
  --lie <name>                a write that does not do what it says; may be given several times
  --documents <folder>        interface documents that "omada pull" fetched, instead of those of the profile
  --replay <file>             HAR file whose calls are answered as they were recorded
  --help                      show this text

  Quirks:
${indented(quirkLines())}

  Lies:
${indented(Object.keys(LIES))}

The credentials it prints are made up and open nothing but this mock.
`;

/** Options of the controller, and files that are still to be read. */
export interface StartArguments extends MockOptions, ListenOptions {
  /** Folder of interface documents. */
  documents?: string | undefined;
  /** HAR file. */
  recorded?: string | undefined;
}

/** Options that are numbers, by what they are called on the command line. */
const NUMBERS = {
  port: "port",
  seed: "seed",
  sites: "sites",
  devices: "devices",
  "pending-devices": "pendingDevices",
  clients: "clients",
} as const;

/** What a command line asks for: options, `help`, or what is wrong with it. */
export function startOptionsOf(args: string[]): StartArguments | string {
  try {
    return optionsOf(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function optionsOf(args: string[]): StartArguments | "help" {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      profile: text,
      "controller-version": text,
      port: text,
      seed: text,
      sites: text,
      devices: text,
      "pending-devices": text,
      clients: text,
      quirk: { ...text, multiple: true },
      lie: { ...text, multiple: true },
      documents: text,
      replay: text,
      help: { type: "boolean" },
    },
  });
  if (values.help) return "help";
  const profile = values.profile ?? "6.2";
  if (!PROFILE_IDS.includes(profile as ProfileId)) {
    throw new Error(`--profile is "${profile}"; it has to be one of ${PROFILE_IDS.join(", ")}.`);
  }
  const quirks = parseQuirks(values.quirk ?? [], values.lie);
  const options: StartArguments = { profile: profile as ProfileId, port: 8043, quirks };
  const version = values["controller-version"];
  if (version !== undefined) options.controllerVersion = version;
  options.documents = values.documents;
  options.recorded = values.replay;
  for (const flag of Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]) {
    const value = values[flag];
    if (value === undefined) continue;
    if (!/^\d{1,9}$/.test(value)) throw new Error(`--${flag} is "${value}"; it has to be a whole number.`);
    options[NUMBERS[flag]] = Number(value);
  }
  return options;
}

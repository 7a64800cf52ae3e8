import { parseArgs } from "node:util";
import type { ListenOptions, MockOptions } from "../options.js";
import { PROFILE_IDS } from "../profiles/index.js";
import type { ProfileId } from "../profiles/types.js";

export const USAGE = `mock-controller: a simulated Omada controller on this machine; stop it with Ctrl+C

  --profile <id>       ${PROFILE_IDS.join(", ")} (default: 6.2)
  --port <number>      port on 127.0.0.1 (default: 8043; 0 takes a free one)
  --seed <number>      the same seed gives the same ids and devices (default: 1)
  --sites <number>     sites to start with (default: 2)
  --devices <number>   devices of the first site (default: 6)
  --clients <number>   clients of the first site (default: 8)
  --documents <folder> interface documents that "omada pull" fetched, instead of those of the profile
  --replay <file>      HAR file whose calls are answered as they were recorded
  --help               show this text

The credentials it prints are made up and open nothing but this mock.
`;

/** Options of the controller, and files that are still to be read. */
export interface StartArguments extends MockOptions, ListenOptions {
  /** Folder of interface documents. */
  documents?: string | undefined;
  /** HAR file. */
  recorded?: string | undefined;
}

const NUMBERS = ["port", "seed", "sites", "devices", "clients"] as const;

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
      port: text,
      seed: text,
      sites: text,
      devices: text,
      clients: text,
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
  const options: StartArguments = { profile: profile as ProfileId, port: 8043 };
  options.documents = values.documents;
  options.recorded = values.replay;
  for (const name of NUMBERS) {
    const value = values[name];
    if (value === undefined) continue;
    if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} is "${value}"; it has to be a whole number.`);
    options[name] = Number(value);
  }
  return options;
}

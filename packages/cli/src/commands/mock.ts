import {
  PROFILE_IDS,
  type ProfileId,
  parseQuirks,
  type Quirks,
  startMockController,
} from "@omada-sdk/mock-controller";
import { type Command, type Io, parse, UsageError, wholeNumber } from "../command.js";

/** `omada mock`: a simulated controller on this machine, until it is interrupted. */
export const mock: Command = {
  summary: "run a simulated controller on this machine",
  usage: `omada mock --profile <id>       stop it with Ctrl+C

  --profile <id>              ${PROFILE_IDS.join(", ")} (default: 6.2)
  --port <number>             port on this machine (default: 8043; 0 takes a free one)
  --devices <number>          devices of the first site (default: 6)
  --pending-devices <number>  further devices of the first site that wait for adoption (default: 0)
  --clients <number>          clients of the first site (default: 8)
  --quirk <name=value>        a difference from the profile, such as unknownPathStatus=404; may be given several times
  --lie <name>                a write that does not do what it says, such as patch-wipes; may be given several times

An unknown quirk or lie is answered with the list of all.`,
  async run(args, io) {
    const { values } = parse(args, [], {
      profile: { type: "string" },
      port: { type: "string" },
      devices: { type: "string" },
      "pending-devices": { type: "string" },
      clients: { type: "string" },
      quirk: { type: "string", multiple: true },
      lie: { type: "string", multiple: true },
    });
    const running = await startMockController({
      profile: profileOf(values.profile ?? "6.2"),
      port: wholeNumber("port", values.port, 0, 65_535) ?? 8043,
      devices: wholeNumber("devices", values.devices, 0, 65_536),
      pendingDevices: wholeNumber("pending-devices", values["pending-devices"], 0, 1000),
      clients: wholeNumber("clients", values.clients, 0, 65_536),
      quirks: quirksOf(values.quirk ?? [], values.lie ?? []),
    });
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
      await stopped(io);
    } finally {
      await running.close();
    }
  },
};

function profileOf(name: string): ProfileId {
  const profile = PROFILE_IDS.find((id) => id === name);
  if (profile) return profile;
  throw new UsageError(`--profile is "${name}"; it must be one of ${PROFILE_IDS.join(", ")}`);
}

function quirksOf(quirks: readonly string[], lies: readonly string[]): Partial<Quirks> {
  try {
    return parseQuirks(quirks, lies);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function stopped({ signal }: Io): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

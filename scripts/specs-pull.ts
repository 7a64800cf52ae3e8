import { parseArgs } from "node:util";
import { PullError, type PullProgress, pullDocuments } from "@omada-sdk/codegen";
import { createNodeFetch, fetchFingerprint } from "@omada-sdk/core/node";

const USAGE = `pnpm specs:pull <baseUrl> --out <folder>

  <baseUrl>                   address of the controller, e.g. https://192.168.0.2:8043; no login is needed
  --out <folder>              where the documents go; give this folder to specs:import afterwards
  --fingerprint <sha256>      accept exactly this certificate, for controllers with one of their own
  --insecure                  accept any certificate
  --controller-version <v>    for hosts that do not tell it, as those of the cloud
  --timeout <seconds>         for every document, up to 300 (default: 120)
  --replace                   replace what the folder holds`;

function report({ name, position, total, bytes }: PullProgress): void {
  const place = `[${position}/${total}] ${name}`;
  console.log(bytes === undefined ? `${place} ...` : `${place}: ${Math.ceil(bytes / 1024)} kB`);
}

function millisecondsOf(seconds: string | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  const value = Number(seconds);
  if (!(value >= 1 && value <= 300)) throw new PullError(`--timeout is "${seconds}"; give 1 to 300 seconds`);
  return value * 1000;
}

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => stop.abort());

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: "string" },
      fingerprint: { type: "string" },
      insecure: { type: "boolean" },
      "controller-version": { type: "string" },
      timeout: { type: "string" },
      replace: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [baseUrl] = positionals;
  if (values.help || baseUrl === undefined || values.out === undefined || positionals.length > 1) {
    console.error(USAGE);
    process.exit(values.help ? 0 : 2);
  }
  const fetch = createNodeFetch({ fingerprint256: values.fingerprint, insecure: values.insecure });
  const { controller, files, notes } = await pullDocuments({
    baseUrl,
    out: values.out,
    fetch,
    onProgress: report,
    timeoutMs: millisecondsOf(values.timeout),
    controllerVersion: values["controller-version"],
    replace: values.replace,
    signal: stop.signal,
    presentedFingerprint: () => fetchFingerprint(new URL(baseUrl).origin, { signal: stop.signal }),
  });
  await fetch.close();
  for (const note of notes) console.log(`note: ${note}`);
  console.log(
    `${values.out}: ${files.length} documents of controller version ${controller.controllerVersion ?? "unknown"}`,
  );
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(`specs:pull: ${error.message.replaceAll(/\s+/g, " ")}`);
  process.exit(1);
}

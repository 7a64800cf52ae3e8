import { type PullProgress, pullDocuments } from "@omada-sdk/codegen";
import { fetchFingerprint } from "@omada-sdk/core/node";
import { type Command, parse, printable, UsageError, wholeNumber } from "../command.js";
import { CONNECTION_OPTIONS, CONNECTION_USAGE, originOf, withFetch } from "../connection.js";

/** `omada pull`: the interface documents of a controller, into a folder. Needs no login. */
export const pull: Command = {
  summary: "fetch the interface documents of a controller",
  usage: `omada pull <baseUrl> --out <folder>

  <baseUrl>                   address of the controller, e.g. https://192.168.0.2:8043; no login is needed
  --out <folder>              where the documents go
${CONNECTION_USAGE}
  --controller-version <v>    for hosts that do not tell it, as those of the cloud
  --timeout <seconds>         for every document (default: 120)
  --replace                   replace what the folder holds`,
  async run(args, io) {
    const { values, positionals } = parse(args, ["baseUrl"], {
      ...CONNECTION_OPTIONS,
      out: { type: "string" },
      "controller-version": { type: "string" },
      timeout: { type: "string" },
      replace: { type: "boolean" },
    });
    const { out } = values;
    if (out === undefined) throw new UsageError("--out <folder> is missing");
    const baseUrl = originOf(positionals[0] ?? "");
    const seconds = wholeNumber("timeout", values.timeout, 1, 86_400);
    const { controller, files, notes } = await withFetch(values, (fetch) =>
      pullDocuments({
        baseUrl,
        out,
        fetch,
        onProgress: (progress) => io.err(progressLine(progress)),
        timeoutMs: seconds === undefined ? undefined : seconds * 1000,
        controllerVersion: values["controller-version"],
        replace: values.replace,
        signal: io.signal,
        presentedFingerprint: () => fetchFingerprint(baseUrl, { signal: io.signal }),
      }),
    );
    for (const note of notes) io.err(`note: ${printable(note)}\n`);
    const version = printable(controller.controllerVersion ?? "unknown");
    io.out(`${out}: ${files.length} documents of controller version ${version}\n`);
  },
};

function progressLine({ name, position, total, bytes }: PullProgress): string {
  if (bytes === undefined) return "";
  return `[${position}/${total}] ${printable(name)}: ${Math.ceil(bytes / 1024)} kB\n`;
}

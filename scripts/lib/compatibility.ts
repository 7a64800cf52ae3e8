// `docs/compatibility.md`: what each snapshot was made from, and what `omada verify` found on running controllers.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { clientSubpath, compareIds, type Manifest } from "@omada-sdk/codegen";

/** The list in a specs folder. */
export const CERTIFICATES_FILE = "certificates.json";

/** What one run of `omada verify` found. */
export interface Certificate {
  readonly snapshot: string;
  readonly flavour: string;
  /** The controller's version. */
  readonly controller: string;
  /** Operations whose answer was compared, of those that can be read. */
  readonly compared: number;
  readonly readable: number;
  /** Differences, and those that no known behaviour explains. */
  readonly drift: number;
  readonly new: number;
  /** Whether the controller was a real one or the simulated one of this repository, which proves less. */
  readonly source: "controller" | "mock";
  /** Model, such as "OC200", or how the controller was installed, in one to four words. */
  readonly hardware: string;
  /** Day of the run. */
  readonly date: string;
}

const LINE =
  /^omada-contract snapshot=(\d[\w.-]{0,19}) flavour=(local|cloud) controller=([\w.-]{1,40}) compared=(\d{1,5})\/(\d{1,5}) \((\d{1,3}) %\) empty=\d{1,5} failed=\d{1,5} drift=(\d{1,5}) new=(\d{1,5})( stopped=failures)?$/;

/**
 * A certificate from the line that `omada verify` printed.
 * @throws Error that says what is wrong with it
 */
export function readLine(
  line: string,
  about: Pick<Certificate, "source" | "hardware" | "date">,
  manifest: Manifest,
): Certificate {
  const [, snapshot = "", flavour = "", controller = "", ...rest] = LINE.exec(line) ?? [];
  if (snapshot === "")
    throw new Error(`this is not the line that "omada verify" prints: ${JSON.stringify(line)}`);
  const [compared = 0, readable = 0, percent = 0, drift = 0, unexplained = 0] = rest.slice(0, 5).map(Number);
  const share = readable === 0 ? 0 : Math.floor((compared / readable) * 100);
  if (share !== percent) throw new Error(`${compared} of ${readable} are not ${percent} %`);
  const certificate = {
    snapshot,
    flavour,
    controller,
    compared,
    readable,
    drift,
    new: unexplained,
    ...about,
  };
  checkCertificate(certificate, manifest);
  return certificate;
}

/** @throws Error when a certificate cannot be true */
function checkCertificate(certificate: Certificate, manifest: Manifest): void {
  const { snapshot, flavour, compared, readable, drift, source, hardware, date } = certificate;
  const entry = manifest.snapshots.find(({ id }) => id === snapshot);
  if (!entry) throw new Error(`there is no snapshot ${snapshot}`);
  if (entry.flavour !== flavour)
    throw new Error(`snapshot ${snapshot} is ${entry.flavour}, the certificate says ${flavour}`);
  if (compared > readable || certificate.new > drift || readable > entry.operations)
    throw new Error(`the numbers do not fit each other: ${JSON.stringify(certificate)}`);
  if (source !== "controller" && source !== "mock") throw new Error('source is "controller" or "mock"');
  if (!/^[\w.+-]{1,20}( [\w.+-]{1,20}){0,3}$/.test(hardware))
    throw new Error("hardware is a model or a way to install a controller, in one to four words");
  if (Number.isNaN(Date.parse(date)) || !/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new Error(`${JSON.stringify(date)} is no day such as 2026-11-21`);
}

export async function readCertificates(specsDir: string): Promise<Certificate[]> {
  return JSON.parse(await readFile(join(specsDir, CERTIFICATES_FILE), "utf8"));
}

/** The page, of the manifest and of certificates in any order. */
export function compatibilityPage(manifest: Manifest, certificates: readonly Certificate[]): string {
  for (const certificate of certificates) checkCertificate(certificate, manifest);
  const order = ({ date, ...rest }: Certificate) => `${date} ${JSON.stringify(rest)}`;
  const rows = certificates.toSorted(
    (a, b) => compareIds(a.snapshot, b.snapshot) || (order(a) < order(b) ? 1 : -1),
  );
  const snapshots = [...manifest.snapshots].sort((a, b) => compareIds(a.id, b.id));
  return [
    "<!-- Written by pnpm sync:derived from specs/index.json and specs/certificates.json. -->",
    "# Compatibility",
    "",
    "## Snapshots",
    "",
    "How sure the version is: *stated* by the controller that served the document, *inferred* from what the document contains, or",
    "*unknown*. What a document lost on its way to us is absent from the types, and its absence means nothing.",
    "",
    "| snapshot | controller | version | document | read on | operations | what the document lost | client |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...snapshots.map(
      ({ id, line, flavour, controllerVersion, certainty, source, capturedOn, operations }) => {
        const client = `\`@omada-sdk/client-${line}${clientSubpath(manifest, id).slice(1)}\``;
        const lost = source.lost.length > 0 ? source.lost.map((word) => `\`${word}\``).join(", ") : "nothing";
        const count = operations.toLocaleString("en-US");
        const cells = [
          id,
          `${controllerVersion} ${flavour}`,
          certainty,
          source.kind,
          capturedOn ?? "unknown",
          count,
          lost,
          client,
        ];
        return `| ${cells.join(" | ")} |`;
      },
    ),
    "",
    "## Controllers that were compared with a snapshot",
    "",
    "`omada verify` reads from a running controller and compares each answer with the snapshot of its version. *New* are differences that no",
    "known behaviour explains. Rows of the simulated controller (mock) show that the comparison works, not what controllers do.",
    "",
    "| snapshot | controller | hardware | day | operations compared | differences | new |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map((row) => {
      const where = row.source === "mock" ? `mock (${row.hardware})` : row.hardware;
      const compared = `${row.compared} of ${row.readable}`;
      return `| ${[row.snapshot, row.controller, where, row.date, compared, row.drift, row.new].join(" | ")} |`;
    }),
    "",
    "To add yours, run `omada verify` and send its line, or in a clone:",
    '`pnpm compatibility:add "<line>" --hardware OC200`. The line holds no addresses, ids or names.',
    "",
  ].join("\n");
}

import { type ControllerInfo, fetchControllerInfo, isOmadaTlsError, packageFor } from "@omada-sdk/core";
import { fetchFingerprint } from "@omada-sdk/core/node";
import { fingerprintOption, insecureOption } from "../certificate-options.js";
import { type Definition, jsonOption, printJson } from "../command.js";
import { BASE_URL, originOf, withFetch } from "../connection.js";
import { kindOf } from "../doctor/controller.js";
import { printable } from "../terminal.js";

/** `omada info`: who a controller is and which client fits it. Needs no login. */
export const info: Definition = (command, io) => {
  command
    .argument("<baseUrl>", `${BASE_URL}; no login is needed`)
    .addOption(fingerprintOption())
    .addOption(insecureOption())
    .addOption(jsonOption())
    .addHelpText("after", "\nExample:\n  omada info https://192.168.0.2:8043 --fingerprint AB:CD:...")
    .action(async (baseUrl, options) => {
      const origin = originOf(baseUrl);
      const { signal } = io;
      // Read first, so that it can be shown when the certificate is refused.
      const fingerprint = origin.startsWith("https:")
        ? await fetchFingerprint(origin, { signal })
        : undefined;
      const found = await withFetch(options, signal, (fetch) =>
        fetchControllerInfo(origin, { fetch, signal }),
      ).catch((error: unknown) => {
        if (!isOmadaTlsError(error) || options.fingerprint !== undefined || !fingerprint) throw error;
        throw new Error(
          `the certificate of ${origin} is not trusted. It presents ${fingerprint}. Compare that with the ` +
            `controller itself, then pass --fingerprint ${fingerprint}; --insecure accepts any certificate`,
          { cause: error },
        );
      });
      const fitting = packageFor(found.controllerVer);
      if (options.json) {
        printJson(io, { ...found, clientPackage: fitting ?? null, fingerprint256: fingerprint ?? null });
      } else io.out(table(found, fitting, fingerprint));
    });
};

function table(found: ControllerInfo, fitting: string | undefined, fingerprint: string | undefined): string {
  const { type } = found;
  const rows: [string, string][] = [
    ["controller version", found.controllerVer],
    ["type", kindOf(type)],
    ["omadacId", found.omadacId],
    ["client", fitting ?? "none for this line; pull its documents and generate one"],
    ["certificate", fingerprint ?? "none (http)"],
  ];
  return rows.map(([name, value]) => `${name.padEnd(20)}${printable(value)}\n`).join("");
}

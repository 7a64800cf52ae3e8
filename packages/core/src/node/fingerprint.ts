import { OmadaError } from "@omada-sdk/auth";

/**
 * Brings a SHA-256 fingerprint into the form Node uses: upper case, with colons.
 * @param text 64 hexadecimal digits in either case, with or without colons
 * @throws OmadaError when it is anything else
 */
export function normalizeFingerprint(text: string): string {
  const digits = typeof text === "string" ? text.replaceAll(/[:\s]/g, "").toUpperCase() : "";
  if (!/^[0-9A-F]{64}$/.test(digits))
    throw new OmadaError(
      "fingerprint256 is a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons.",
    );
  return digits.replaceAll(/(..)(?!$)/g, "$1:");
}

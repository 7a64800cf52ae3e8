import { OmadaError } from "@omada-sdk/auth";

/**
 * Writes a MAC address the way controllers do, in upper case with hyphens: "AA-BB-CC-DD-EE-FF". The digits may
 * be separated by colons, hyphens, dots or nothing.
 * @param separator put between the bytes instead of a hyphen
 * @throws OmadaError when the text is not a MAC address
 */
export function normalizeMac(text: string, separator = "-"): string {
  const mac = tryMac(text);
  if (mac === undefined)
    throw new OmadaError(`"${text}" is not a MAC address; write it like AA-BB-CC-DD-EE-FF.`);
  return mac.join(separator);
}

/** Whether two texts are the same MAC address; false when one of them is not a MAC address. */
export function sameMac(one: string, other: string): boolean {
  const mac = tryMac(one)?.join();
  return mac !== undefined && mac === tryMac(other)?.join();
}

/** Six pairs, three quads (Cisco style) or twelve digits. */
const FORMS =
  /^(?:[0-9a-f]{2}([-:.]?)(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|[0-9a-f]{4}([-.:])[0-9a-f]{4}\2[0-9a-f]{4})$/i;

function tryMac(text: string): string[] | undefined {
  const trimmed = String(text).trim();
  if (!FORMS.test(trimmed)) return undefined;
  return (
    trimmed
      .toUpperCase()
      .replaceAll(/[^0-9A-F]/g, "")
      .match(/../g) ?? undefined
  );
}

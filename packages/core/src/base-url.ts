import { OmadaError } from "@omada-sdk/auth";

const CLOUD_HOST = /(^|\.)tplinkcloud\.com$/i;

/**
 * Reads a base URL down to its origin. A trailing slash is tolerated, anything else behind the host is not.
 * @param baseUrl what the user wrote
 * @param allowHttp accept http://
 * @throws OmadaError saying what to write instead
 */
export function readOrigin(baseUrl: string, allowHttp = false): string {
  if (typeof baseUrl !== "string" || baseUrl.trim() === "") throw new OmadaError("baseUrl is missing.");
  const text = baseUrl.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    throw new OmadaError("baseUrl needs its scheme: write https:// in front of the host.");
  const url = parse(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new OmadaError(`baseUrl starts with ${url.protocol}//; it has to be an https:// address.`);
  if (url.username || url.password)
    throw new OmadaError("baseUrl holds a user name or password; credentials go into the auth option.");
  if (url.pathname !== "/" || url.search || url.hash)
    throw new OmadaError(`baseUrl ends after host and port: write ${url.origin}.`);
  if (url.protocol === "http:" && !allowHttp)
    throw new OmadaError(
      `baseUrl uses http://, which would send tokens in the clear. Write https://, or set allowHttp. ` +
        `The HTTP port of a controller only redirects.`,
    );
  return url.origin;
}

function parse(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new OmadaError("baseUrl is not a valid address; it looks like https://192.168.0.2:8043.");
  }
}

/** Tells whether an origin is one of TP-Link's cloud hosts, which do not serve `/api/info`. */
export function isCloudOrigin(origin: string): boolean {
  return CLOUD_HOST.test(new URL(origin).hostname);
}

import { OmadaError } from "@omada-sdk/auth";

const CLOUD_HOST = /(^|\.)tplinkcloud\.com$/i;

/** Ports of a software controller that people take for the one of the API. */
const OTHER_PORTS: Readonly<Record<string, string>> = {
  "8088": "8088 is the HTTP port, which only redirects",
  "8843": "8843 is the port of the guest portal",
};

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
    throw new OmadaError(`baseUrl needs its scheme: write ${withScheme(text)}.`);
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
  const otherPort = url.protocol === "https:" ? OTHER_PORTS[url.port] : undefined;
  if (otherPort)
    throw new OmadaError(
      `baseUrl has the wrong port: ${otherPort}. The API is on ` +
        `https://${url.hostname}:8043 of a software controller and on https://${url.hostname} of a hardware one.`,
    );
  return url.origin;
}

/** The address with https:// in front, unless it might hold a password. */
function withScheme(text: string): string {
  const host = /^[\w.:[\]-]+/.exec(text)?.[0];
  return host === undefined || text.includes("@") ? "https:// in front of the host" : `https://${host}`;
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

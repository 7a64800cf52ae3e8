import { OmadaError } from "@omada-sdk/auth";

/** The web pages of the cloud, as opposed to the hosts of its API, which have "northbound" in their name (observed). */
const CLOUD_PAGES = /^(?:omada|\w+-omada-controller)\.tplinkcloud\.com$/i;

/** Ports of a controller that are often confused with the port of the API. */
const OTHER_PORTS: Readonly<Record<string, string>> = {
  "80": "80 is the HTTP port of a hardware controller, which only redirects",
  "8088": "8088 is the HTTP port of a software controller, which only redirects",
  "8843": "8843 is the port of the guest portal",
};

/**
 * Returns the origin of a base URL. A trailing slash is accepted, anything else after host and port is not.
 * @param baseUrl as the user wrote it
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
  if (url.protocol === "http:" && !allowHttp)
    throw new OmadaError(
      `baseUrl uses http://, which would send tokens unencrypted. Write https://, or set allowHttp. ` +
        `The HTTP port of a controller only redirects.`,
    );
  refuseOtherService(url);
  if (url.pathname !== "/" || url.search || url.hash)
    throw new OmadaError(`baseUrl ends after host and port: write ${url.origin}.`);
  return url.origin;
}

/** @throws OmadaError for hosts and ports that belong to a controller but do not serve the API */
function refuseOtherService({ hostname, port }: URL): void {
  if (CLOUD_PAGES.test(hostname))
    throw new OmadaError(
      `baseUrl is the web page of the cloud, not its API. Write the Interface Access Address shown beside the ` +
        `Open API application, such as https://use1-omada-northbound.tplinkcloud.com.`,
    );
  const otherPort = OTHER_PORTS[port];
  if (otherPort)
    throw new OmadaError(
      `baseUrl has the wrong port: ${otherPort}. The API is on ` +
        `https://${hostname}:8043 of a software controller and on https://${hostname} of a hardware one.`,
    );
}

/**
 * The address with https:// in front, unless it might hold a password.
 * @throws OmadaError when more is wrong than that
 */
function withScheme(text: string): string {
  const host = /^(?:https?:)?\/*([\w.:[\]-]+)/i.exec(text)?.[1];
  if (host === undefined || text.includes("@")) return "https:// in front of the host";
  return readOrigin(`https://${host}`);
}

function parse(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new OmadaError("baseUrl is not a valid address; it looks like https://192.168.0.2:8043.");
  }
}

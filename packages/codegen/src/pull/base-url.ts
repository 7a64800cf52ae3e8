import { PullError } from "./error.js";

const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The origin of a controller's address. Paths, queries and credentials are left behind.
 * @throws PullError for what is no address, and for plain http to another machine
 */
export function originOf(baseUrl: string): string {
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch {
    throw new PullError(`"${baseUrl}" is no address; write it like https://192.168.0.2:8043`);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new PullError(
      `"${url.protocol}//" is not supported; write the address like https://192.168.0.2:8043`,
    );
  }
  if (url.protocol === "http:" && !LOCAL.test(url.hostname)) {
    throw new PullError(
      `${url.origin} would be read without encryption; use https:// (http:// only goes to this machine itself)`,
    );
  }
  return url.origin;
}

import type { FetchLike } from "../server/fetch.js";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The fetch of the platform for addresses on this machine; everything else is refused. */
export const loopbackFetch: FetchLike = (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  if (!LOOPBACK.test(hostname)) return Promise.reject(new Error(`${hostname} is not on this machine.`));
  return fetch(input, init);
};

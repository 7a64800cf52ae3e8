import type { OmadaAuth } from "./auth.js";
import { OmadaError } from "./error.js";
import { requestToken } from "./token-request.js";
import { createTokenStore } from "./token-store.js";

/** Credentials of an Open API application in client mode. */
export interface ClientCredentialsOptions {
  /** Client ID shown with the application. */
  clientId: string;
  /** Client secret shown with the application. */
  clientSecret: string;
  /** Id sent with the token request, when it is not the controller's: the MSP or customer id of an application made there. */
  omadacId?: string;
  /**
   * Where the credentials go: the query (controllers before 5.15) or the JSON body (5.15 and later).
   * "auto", the default, decides by the controller's version and takes the body when that is unknown.
   */
  tokenStyle?: "auto" | "query" | "body";
  /** Seconds before its expiry at which a token is replaced, 0 or more; 60 by default, never over half its validity. */
  renewBeforeSeconds?: number;
}

const HEADER = "Authorization";
const SCHEME = "AccessToken=";

/**
 * Client-credentials grant: acts with the role and sites given to the application. A token is reused until shortly
 * before it expires, then a new one is requested; the controllers' refresh tokens are for the other grant.
 * Source: Open API Access Guide, 5.12 and 5.15 texts.
 * @throws OmadaError when an option is missing or out of range
 */
export function clientCredentials(options: ClientCredentialsOptions): OmadaAuth {
  const { clientId, clientSecret, omadacId, tokenStyle = "auto", renewBeforeSeconds = 60 } = options;
  if (!clientId || typeof clientId !== "string") throw new OmadaError("clientId is missing.");
  if (!clientSecret || typeof clientSecret !== "string") throw new OmadaError("clientSecret is missing.");
  if (!["auto", "query", "body"].includes(tokenStyle))
    throw new OmadaError('tokenStyle is one of "auto", "query" and "body".');
  if (!(renewBeforeSeconds >= 0))
    throw new OmadaError("renewBeforeSeconds is a number of seconds, 0 or more.");

  const tokens = createTokenStore((context, signal) => {
    const id = { omadacId: omadacId ?? context.omadacId };
    const grant = { grant_type: "client_credentials" };
    const credentials = { client_id: clientId, client_secret: clientSecret };
    const inQuery =
      tokenStyle === "query" || (tokenStyle === "auto" && isBefore515(context.controllerVersion));
    const request = inQuery
      ? { query: { ...grant, ...credentials }, body: id }
      : { query: grant, body: { ...id, ...credentials } };
    return requestToken(
      context,
      { ...request, secrets: [clientSecret, encodeURIComponent(clientSecret)] },
      signal,
    );
  }, renewBeforeSeconds);

  return {
    kind: "client-credentials",
    async authorize(context) {
      return { [HEADER]: SCHEME + (await tokens.get(context)) };
    },
    invalidate(_reason, used) {
      tokens.forget(used?.[HEADER]?.slice(SCHEME.length));
    },
  };
}

/** Credentials moved from the query into the body with 5.15. */
function isBefore515(version = ""): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) < 5 || (Number(major) === 5 && Number(minor) < 15);
}

import type { OmadaAuth } from "./auth.js";
import { createAuth, OPEN_API, type TokenLifeOptions } from "./create-auth.js";
import { type Application, createTokenRequest } from "./token-endpoint.js";

/** Credentials of an Open API application in client mode. */
export interface ClientCredentialsOptions extends Application, TokenLifeOptions {
  /**
   * Id sent with the token request, when it is not the controller's: the MSP or customer id of an application made
   * there.
   */
  omadacId?: string | undefined;
}

/**
 * Client-credentials grant: acts with the role and sites given to the application. A token is reused until shortly
 * before it expires, then a new one is requested; refresh tokens are only used by the other grant.
 * Source: Open API Access Guide 2.3, 5.12 and 5.15 texts.
 * @throws OmadaError when an option is missing or out of range
 */
export function clientCredentials(options: ClientCredentialsOptions): OmadaAuth<"client-credentials"> {
  const { clientId, clientSecret } = options;
  const request = createTokenRequest(options);
  return createAuth(
    {
      ...OPEN_API,
      kind: "client-credentials",
      account: clientId,
      secrets: [clientSecret],
      async obtain(context, _refreshToken, signal) {
        const query = { grant_type: "client_credentials" };
        const token = await request(context, signal, query, { omadacId: context.omadacId });
        return { ...token, refreshToken: undefined };
      },
    },
    options,
  );
}

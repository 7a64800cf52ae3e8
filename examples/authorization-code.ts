// Acts as a user: logs in with name and password, and gets further tokens with the refresh token.
// For an application in authorization-code mode without a redirect URL. With one, see login-page.ts.
import { authorizationCode, createOmadaClient } from "@omada-sdk/client-v6";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_USER = "", OMADA_PASSWORD = "" } = process.env; // an account of the controller without two-factor login
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: authorizationCode({
    clientId: OMADA_CLIENT_ID,
    clientSecret: OMADA_CLIENT_SECRET,
    username: OMADA_USER,
    password: OMADA_PASSWORD,
  }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});

// The accounts of a controller: an operation that only users may call. With client credentials this does not compile.
for await (const { name, type } of omada.paginate(omada.userAndRole.getGridUsers)) {
  console.log(`user ${name} (${type})`);
}
// A token is valid for two hours; the next one comes for the refresh token, without another login.
for await (const { name } of omada.paginate(omada.site.getSiteList)) console.log(`site ${name}`);

// Lets the user log in at the login page of the controller, and acts as that user: for an application in
// authorization-code mode with a redirect URL, here http://127.0.0.1:9811/callback.
import { createServer } from "node:http";
import { authorizationCode, createOmadaClient } from "@omada-sdk/client-v6";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_LOGIN_PAGE = "", OMADA_LOGIN_PORT = "9811" } = process.env; // "OAuth Login Page Address" of the application
const auth = authorizationCode({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET });
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth,
  tls: { fingerprint256: OMADA_FINGERPRINT },
});

export const server = createServer(async (request, response) => {
  const { pathname, search } = new URL(request.url ?? "/", "http://127.0.0.1");
  if (pathname === "/login")
    return response.writeHead(302, { location: auth.loginUrl(OMADA_LOGIN_PAGE) }).end();
  if (pathname !== "/callback") return response.writeHead(404).end();
  try {
    // The code is good for two minutes, and once.
    await auth.exchange(search);
    const sites = await omada.paginate(omada.site.getSiteList).toArray();
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8" });
    response.end(sites.map(({ name }) => name).join("\n"));
  } catch (error) {
    console.log(`login failed: ${error}`);
    response.writeHead(401).end();
  }
}).listen(Number(OMADA_LOGIN_PORT), "127.0.0.1");

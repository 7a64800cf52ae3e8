import { clientCredentials } from "@omada-sdk/auth";
import { OMADAC_ID } from "./controller.js";

/** A request as the fake controller saw it. */
export interface FakeRequest {
  readonly url: string;
  readonly init: RequestInit;
}

/**
 * A controller in this process: `answer` returns a Response, throws, or leaves it at an envelope with the
 * result "ok".
 */
export function fakeController(
  answer: (request: FakeRequest) => Response | undefined | Promise<Response | undefined>,
  { controllerVer = "6.2.0.17", type = 1, token = (): Response | undefined => undefined } = {},
) {
  const seen: FakeRequest[] = [];
  let minted = 0;
  const fetch = async (url: string, init: RequestInit) => {
    init.signal?.throwIfAborted();
    if (url.endsWith("/api/info"))
      return Response.json({ errorCode: 0, result: { controllerVer, omadacId: OMADAC_ID, type } });
    if (url.includes("/authorize/token")) {
      const special = token();
      if (special) return special;
      return Response.json({ errorCode: 0, result: { accessToken: `AT-${++minted}`, expiresIn: 7200 } });
    }
    seen.push({ url, init });
    return (await answer({ url, init })) ?? Response.json({ errorCode: 0, result: "ok" });
  };
  const auth = clientCredentials({ clientId: "client", clientSecret: "s3cr3t-value" });
  return { seen, fetch, client: { baseUrl: "https://controller.example", auth }, minted: () => minted };
}

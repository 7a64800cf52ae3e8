import { authorizationCode, clientCredentials } from "@omada-sdk/auth";
import { webSession } from "@omada-sdk/auth/web-session";
import { firstSite, type Scenario } from "../scenario.js";

/** Finding out who a controller is, and getting in. */
export const connecting: Scenario[] = [
  {
    title: "discovery",
    run: async ({ step, connect, controller }) => {
      await step("connect without saying who the controller is", async () => {
        const omada = await connect();
        return {
          id: omada.omadacId === controller.credentials.omadacId,
          info: Object.keys(omada.info ?? {}),
        };
      });
      await step("report version and snapshot", async () => {
        const { info, snapshot } = await connect();
        return { controller: info?.controllerVer, snapshot: snapshot?.id };
      });
    },
  },
  {
    title: "client credentials",
    run: async ({ step, connect, controller }) => {
      const { clientId, clientSecret } = controller.credentials;
      await step("first call", async () => count(await (await connect()).site.getSiteList(PAGE)));
      await step("wrong secret", async () => {
        const auth = clientCredentials({ clientId, clientSecret: "0".repeat(32) });
        return count(await (await connect({ auth })).site.getSiteList(PAGE));
      });
      await step("unknown application", async () => {
        const auth = clientCredentials({ clientId: "0".repeat(32), clientSecret });
        return count(await (await connect({ auth })).site.getSiteList(PAGE));
      });
      await step("id of another controller", async () => {
        return count(await (await connect({ omadacId: "0".repeat(32) })).site.getSiteList(PAGE));
      });
    },
  },
  {
    title: "authorization code",
    run: async ({ step, connect, controller }) => {
      const { clientId, clientSecret, username, password } = controller.credentials;
      const user = { clientId, clientSecret, username, password };
      await step("first call as a user", async () => {
        return count(await (await connect({ auth: authorizationCode(user) })).site.getSiteList(PAGE));
      });
      await step("wrong password", async () => {
        const auth = authorizationCode({ ...user, password: "wrong" });
        return count(await (await connect({ auth })).site.getSiteList(PAGE));
      });
      await step("renewal after the token died", async () => {
        const omada = await connect({ auth: authorizationCode(user) });
        await omada.site.getSiteList(PAGE);
        controller.expireTokens();
        return count(await omada.site.getSiteList(PAGE));
      });
    },
  },
  {
    title: "web session",
    run: async ({ step, connect, call, controller }) => {
      const { username, password } = controller.credentials;
      const auth = () => webSession({ username, password });
      await step("first call with a web session", async () => {
        return count(await (await connect({ auth: auth() })).site.getSiteList(PAGE));
      });
      await step("what only users may do", async () => {
        const omada = await connect({ auth: auth() });
        await call(omada, "userAndRole.getGridUsers", PAGE);
      });
      await step("wrong password", async () => {
        const wrong = webSession({ username, password: "wrong" });
        return count(await (await connect({ auth: wrong })).site.getSiteList(PAGE));
      });
      await step("login anew after the session ended", async () => {
        const omada = await connect({ auth: auth() });
        await omada.site.getSiteList(PAGE);
        await controller.clock.advance(IDLE_LIFE);
        return count(await omada.site.getSiteList(PAGE));
      });
    },
  },
  {
    title: "token death",
    run: async (world) => {
      const { step, connect, call, controller } = world;
      const omada = await connect();
      await step("first call", async () => count(await omada.site.getSiteList(PAGE)));
      await step("second call uses the same token", async () => count(await omada.site.getSiteList(PAGE)));
      controller.expireTokens();
      await step("call after the token died", async () => count(await omada.site.getSiteList(PAGE)));
      controller.expireTokens();
      await step("copy a site", () =>
        call(omada, "site.batchSiteCopy", { body: { ...COPY, sourceSiteId: firstSite(world) } }).then(
          () => undefined,
        ),
      );
      await step("call after a site was copied", async () => count(await omada.site.getSiteList(PAGE)));
      controller.expireTokens();
      await step("four calls at once after the token died", async () => {
        const before = tokenRequests(controller.requests);
        const pages = await Promise.all([1, 2, 3, 4].map(() => omada.site.getSiteList(PAGE)));
        return { answers: pages.length, newTokens: tokenRequests(controller.requests) - before };
      });
    },
  },
];

/** Milliseconds after which controllers end an unused web session. */
const IDLE_LIFE = 1_800_000;

const COPY = { siteNamePrefix: "Copy", targetSiteNum: 1 };
const PAGE = { page: 1, pageSize: 10 };

function count({ data }: { data: readonly unknown[] }): { rows: number } {
  return { rows: data.length };
}

function tokenRequests(requests: readonly { path: string }[]): number {
  return requests.filter(({ path }) => path === "/openapi/authorize/token").length;
}

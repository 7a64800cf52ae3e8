import { clientCredentials, type OmadaAuth } from "@omada-sdk/auth";
import { createClient, type OmadaClient } from "@omada-sdk/core";
import {
  createMockController,
  type MockController,
  type MockOptions,
  type ProfileId,
} from "@omada-sdk/mock-controller/browser";
import { fromBundle } from "@omada-sdk/model";
import type { TryData } from "../../data/try/data.js";
import { loadData } from "../load-data.js";

/** A simulated controller in this page, and what a client for it is made of. */
export interface Simulated {
  mock: MockController;
  group: TryData["group"];
}

/** What methods of operations look like to code that knows their names only at run time. */
export type Method = (args: Record<string, unknown>) => Promise<unknown>;
type Methods = Readonly<Record<string, Readonly<Record<string, Method>>>>;
/** The operations of some data, by tag. */
export type Client = OmadaClient & Methods;

const simulated = new Map<string, Promise<Simulated>>();

/**
 * The simulated controller for some data, the same one for all calls of a page: what one call makes, the next one finds.
 * @param data its name, see data/try/call.ts
 */
export function simulatedFor(snapshot: string, data: string): Promise<Simulated> {
  const known = simulated.get(data) ?? simulate(snapshot, data);
  simulated.set(data, known);
  known.catch(() => simulated.delete(data));
  return known;
}

/** A new simulated controller. */
export async function simulate(
  snapshot: string,
  data: string,
  sizes: Pick<MockOptions, "devices"> = {},
): Promise<Simulated> {
  const { bundle, group } = await loadData<TryData>(data);
  const mock = createMockController({
    ...sizes,
    profile: snapshot as ProfileId,
    model: fromBundle(bundle),
    webhookFetch: () => Promise.reject(new Error("Pages send nothing.")),
  });
  return { mock, group };
}

/** Connects our client, as an application or as a user. */
export function connect({ mock, group }: Simulated, asUser: boolean): Promise<Client> {
  const { clientId, clientSecret, omadacId } = mock.credentials;
  const isCloud = group.snapshot.flavour === "cloud";
  return createClient<Methods>(
    {
      // The host of an address does not matter to the simulated controller.
      baseUrl: isCloud ? "https://example-omada-northbound.tplinkcloud.com" : "https://controller.example",
      ...(isCloud && { omadacId }),
      auth: asUser ? userOf(mock) : clientCredentials({ clientId, clientSecret }),
      fetch: mock.fetch,
      pacing: false,
    },
    [group],
  );
}

/** Acts as a user who has logged in already: browsers hide the cookies of a login from programs. */
function userOf({ state, clock }: MockController): OmadaAuth<"authorization-code"> {
  const token = "user-in-this-page";
  state.accessTokens.set(token, { mode: "user", expiresAt: clock.now() + 86_400_000 });
  return {
    kind: "authorization-code",
    identity: "authorization-code:this-page",
    authorize: async () => ({ authorization: `AccessToken=${token}` }),
    invalidate: () => undefined,
  };
}

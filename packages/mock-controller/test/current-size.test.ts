import { expect, it } from "vitest";
import { PROFILE_IDS } from "../src/index.js";
import { createController, mockOf } from "../src/server/create.js";
import { requestFor, userToken } from "./support.js";

it.each(PROFILE_IDS)(
  "pages of %s say the size that was asked for, whatever they hold",
  { timeout: 60_000 },
  async (profile) => {
    const quirks = { brokenOperations: [], dailyLimit: 0 };
    const controller = await createController({ profile, quirks });
    const mock = mockOf(controller);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    const wrong: string[] = [];
    let pages = 0;
    for (const operation of controller.behaviour.model.operations) {
      if (operation.method !== "GET" || operation.paging !== "query" || operation.download) continue;
      const url = new URL(requestFor(controller, operation).url);
      url.searchParams.set("pageSize", "77");
      const answer = await mock.fetch(`${url}`, { headers: { authorization } });
      const { result } = (await answer.json()) as { result?: { currentSize?: number; data?: unknown[] } };
      if (result?.currentSize === undefined) continue;
      pages++;
      if (result.currentSize !== 77) wrong.push(`${operation.name}: ${result.currentSize}`);
    }
    expect(wrong).toEqual([]);
    expect(pages).toBeGreaterThan(profile === "5.12" ? 5 : 100);
  },
);

import { describe, expect, it } from "vitest";
import { PROFILE_IDS } from "../src/index.js";
import { createController } from "../src/server/create.js";
import { session, snapshot } from "./support.js";

const LIST = "client.getGridActiveClients";

describe("operations that controllers refuse", () => {
  it.each(PROFILE_IDS)("on %s are by default those of its snapshot", async (profile) => {
    const { quirks } = (await createController({ profile })).behaviour;
    expect(quirks.brokenOperations).toEqual((snapshot(profile).refused ?? []).map(({ name }) => name));
    expect(quirks.brokenOperations).toEqual(profile === "6.2" ? [LIST] : []);
  });

  it("answer what the snapshot says, and -1 when named by a quirk only", async () => {
    const model = { ...snapshot("6.2"), refused: [{ name: LIST, errorCode: -5 }] };
    const codeOf = async (options: Parameters<typeof session>[0]) => {
      const s = await session(options);
      return (await s.envelope("GET", `/sites/${s.siteId}/clients?page=1&pageSize=10`)).errorCode;
    };
    expect(await codeOf({ profile: "6.2" })).toBe(-1);
    expect(await codeOf({ profile: "6.2", model })).toBe(-5);
    expect(await codeOf({ profile: "6.2", quirks: { brokenOperations: [] } })).toBe(0);
    expect(await codeOf({ profile: "5.15", quirks: { brokenOperations: [LIST] } })).toBe(-1);
  });
});

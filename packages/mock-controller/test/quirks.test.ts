import { describe, expect, it } from "vitest";
import { createMockController, LIES, type MockOptions, PROFILE_IDS, QUIRK_EVIDENCE } from "../src/index.js";
import { createController } from "../src/server/create.js";
import { sourceText } from "./source-text.js";

describe("quirks", () => {
  it.each<[object, string]>([
    [{ unknownPathState: 404 }, 'There is no quirk "unknownPathState"'],
    [{ toString: 1 }, 'There is no quirk "toString"'],
    [{ unknownPathStatus: 500 }, "unknownPathStatus is 500; it has to be one of 200, 404."],
    [{ checkBodies: "no" }, 'checkBodies is "no"; it has to be one of true, false.'],
    [{ dailyLimit: 1.5 }, "dailyLimit is 1.5; it has to be a whole number from 0."],
    [{ refreshIn: "form" }, 'refreshIn is "form"; it has to be a list.'],
    [{ refreshIn: ["header"] }, 'refreshIn is "header"; it has to be a list of query, json, form.'],
    [{ brokenOperations: ["site.getSites"] }, "a list of operations of this interface"],
    [{ lies: ["patch-wiped"] }, 'lies is "patch-wiped"; it has to be a list of patch-wipes, '],
  ])("%j are refused", async (quirks, message) => {
    const options = { profile: "6.2", quirks } as MockOptions;
    await expect(createMockController(options)).rejects.toThrow(message);
    await expect(createMockController(options)).rejects.toBeInstanceOf(RangeError);
  });

  it.each(PROFILE_IDS)("all of %s may be given again, and every lie", async (profile) => {
    const { quirks } = (await createController({ profile })).behaviour;
    const lies = Object.keys(LIES) as (keyof typeof LIES)[];
    await expect(createMockController({ profile, quirks: { ...quirks, lies } })).resolves.toBeDefined();
  });

  it("are all read somewhere: none is a dead fact", async () => {
    const code = await sourceText();
    const unread = Object.keys(QUIRK_EVIDENCE).filter((name) => !new RegExp(`\\b${name}\\b`).test(code));
    expect(unread).toEqual([]);
  });
});

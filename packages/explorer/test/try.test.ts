import { afterAll, beforeAll, expect, test } from "vitest";
import { runSteps, type StepOutcome } from "../src/browser/try/tour.js";
import { type Site, site } from "../src/data/site.js";
import { tourData, tourSteps } from "../src/data/try/tour.js";
import { outcomesOf, provide } from "./run-calls.js";

let all: Site;
const kept = globalThis.omadaSite;
beforeAll(async () => {
  all = await site();
});
afterAll(() => {
  globalThis.omadaSite = kept;
});

test("every operation of 5.12 is answered in a page, or refused by the controller", async () => {
  const outcomes = await outcomesOf(all, "5.12");
  const errors = [...outcomes].flatMap(([name, { error }]) => (error === undefined ? [] : [{ name, error }]));
  expect(errors.filter(({ error }) => (error as Error).name !== "OmadaApiError")).toEqual([]);
  expect(errors.length).toBeLessThan(outcomes.size / 5);
  const devices = outcomes.get("device.getDeviceList");
  expect(devices?.value).toHaveLength(6);
  expect(devices?.ids).toMatchObject([{ argument: "siteId", from: "site.getSiteList" }]);
  expect(devices?.requests.map(({ operation }) => operation)).toEqual([
    undefined,
    undefined,
    "site.getSiteList",
    "device.getDeviceList",
  ]);
  // What only users may call is called as one.
  expect(outcomes.get("userAndRole.getGridUsers")?.value).toEqual(
    expect.arrayContaining([expect.anything()]),
  );
});

test("the tour runs what it shows", async () => {
  const target = tourData(all);
  if (!target) throw new Error("there is nothing to run the tour with");
  await provide(all, target.snapshot, [target.data]);
  const steps = new Map<string, StepOutcome>();
  expect(await runSteps(target, (step) => steps.set(step.name, step))).toBe(true);
  expect(steps.get("connect")?.lines).toEqual([expect.stringMatching(/^connected to a controller 6\./)]);
  expect(steps.get("sites")?.lines).toHaveLength(2);
  const count = steps.get("devices")?.lines.reduce((sum, line) => sum + Number.parseInt(line, 10), 0);
  expect(count).toBe(250);
  expect(steps.get("devices")?.requests.length).toBeGreaterThanOrEqual(3);
  expect(steps.get("rename")?.lines[0]).toMatch(/is now "Lobby"$/);
  expect(steps.get("error")?.lines[0]).toBe("OmadaApiError: -33000 (siteNotFound), not-found");
});

test("a step of the tour without code is an error", () => {
  expect(() => tourSteps("  // shown: connect\n  // end\n")).toThrow("no step sites");
});

import { describe, expect, it } from "vitest";
import { type Bed, openBed, PROFILES } from "./support/bed.js";

const DEVICES = 10_000;

/** Numbers from 0 to 1, the same ones for the same seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Adds and removes some rows anywhere in the list; the others keep their order. */
function change({ controller, siteId }: Bed, random: () => number, added: () => number): void {
  const { devices } = controller.state;
  const rows = [...devices.values()];
  const model = rows.find((row) => row.siteId === siteId);
  if (!model) return;
  const place = Math.floor(random() * rows.length);
  const fresh = Array.from({ length: Math.floor(random() * 30) }, () => {
    const tail = added().toString(16).toUpperCase().padStart(6, "0").match(/../g)?.join("-");
    return { ...model, mac: `06-00-00-${tail}`, name: "New" };
  });
  rows.splice(place, Math.floor(random() * 30), ...fresh);
  devices.clear();
  for (const row of rows) devices.set(row.mac, row);
}

describe.each(PROFILES)("10,000 devices of %s, some of which come and go", (profile) => {
  it.each([
    ["pages of 1000, 4 at a time", { seed: 1, pageSize: undefined, prefetch: undefined }],
    ["pages of 250, one after the other", { seed: 2, pageSize: 250, prefetch: 0 }],
    ["pages of 400, and a connection that breaks", { seed: 3, pageSize: 400, prefetch: 4, faulty: true }],
  ])("%s: none comes twice, every one that stays comes", async (_, { seed, pageSize, prefetch, ...more }) => {
    const random = chance(seed);
    let number = 0;
    const hooks = { onResponse: () => change(bed, random, () => number++) };
    const bed: Bed = await openBed(
      profile,
      { retry: { baseMs: 0, budget: 1e9 } },
      { sites: 1, devices: DEVICES },
    );
    const { controller, siteId } = bed;
    const omada = await bed.connect({ hooks, retry: { baseMs: 0, budget: 1e9 } });
    if ("faulty" in more) {
      controller.faults.add({ path: /devices$/, nth: [3, 9, 15], fault: { kind: "truncate" } });
      controller.faults.add({ path: /devices$/, nth: [6, 12], fault: { kind: "token-death" } });
      controller.faults.add({ path: /devices$/, nth: [18, 20], fault: { kind: "status", status: 502 } });
    }
    const before = new Set(controller.state.devices.keys());
    const gaps: unknown[] = [];
    const onGap = (gap: unknown) => gaps.push(gap);
    const rows = await omada
      .paginate(omada.device.getDeviceList, { siteId }, { pageSize, prefetch, onGap })
      .toArray();
    const seen = rows.map(({ mac }) => mac);
    const there = new Set(seen);
    expect(seen.length - there.size).toBe(0);
    const stayed = [...controller.state.devices.keys()].filter((mac) => before.has(mac));
    expect(stayed.filter((mac) => !there.has(mac))).toEqual([]);
    expect(gaps).toEqual([]);
    expect(number).toBeGreaterThan(50);
    expect(stayed.length).toBeLessThan(DEVICES);
  });
});

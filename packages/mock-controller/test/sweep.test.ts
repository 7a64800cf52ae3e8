import { describe, expect, it } from "vitest";
import { type ControllerState, PROFILE_IDS } from "../src/index.js";
import { createController, mockOf } from "../src/server/create.js";
import { documented, requestFor, sampled, userToken } from "./support.js";
import { responseValidator } from "./validator.js";

describe.each(PROFILE_IDS)("all operations of %s", (profile) => {
  it("answer 200 with what the snapshot declares", { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    const counts = { json: 0, files: 0 };
    const controller = await createController({
      profile,
      model: documented(profile),
      quirks: { brokenOperations: [], checkReferences: false, siteCopyEndsTokens: false },
    });
    const mock = mockOf(controller);
    const { model } = controller.behaviour;
    const check = responseValidator(model);
    const token = await userToken(mock, profile);
    knowTasks(mock.state);
    const pristine = structuredClone(mock.state);
    const operations = sampled(profile, model.operations);
    for (const operation of operations) {
      const { url, init } = requestFor(controller, operation);
      const headers = { ...init.headers, authorization: `AccessToken=${token}` };
      const answer = await mock.fetch(url, { ...init, headers });
      const label = `${operation.method} ${operation.path}`;
      if (answer.status !== 200) faults.push(`${label}: status ${answer.status}`);
      else if (operation.download) {
        counts.files++;
        if (!answer.headers.get("content-type")?.startsWith("text/csv")) faults.push(`${label}: no file`);
      } else {
        counts.json++;
        const wrong = check(operation, await answer.json());
        if (wrong) faults.push(`${label}: ${wrong}`);
      }
      if (CHANGING.test(`${operation.method} ${operation.path}`)) restore(mock.state, pristine);
    }
    expect(faults).toEqual([]);
    expect(counts.json + counts.files).toBe(operations.length);
    expect(mock.requests.map((entry) => entry.operation).filter(Boolean)).toEqual(
      operations.map((operation) => operation.name),
    );
  });
});

/** Operations after which others find nothing to work on: rows and devices are gone, or busy. */
const CHANGING = /DELETE|delete|forget|block|reboot$|start-\w+-upgrade$|onlineRollingUpgrade$|move$/;

/** A move and an upgrade under the id that paths get where no collection has one. */
function knowTasks({ sites, devices, moves, upgrades }: ControllerState): void {
  const id = "65f0c0ffee0123456789abcd";
  moves.set(id, [...devices.keys()]);
  upgrades.set(id, { siteId: sites.keys().next().value ?? "", waiting: [], started: [] });
}

function restore(state: object, from: object): void {
  const {
    sites,
    devices,
    clients,
    collections: first,
  } = structuredClone(from) as Record<string, Map<string, never>>;
  Object.assign(state, { sites, devices, clients });
  const { collections } = state as { collections: Map<string, Map<string, unknown>> };
  for (const [key, rows] of collections) if (rows.size < 2) collections.delete(key);
  for (const [key, rows] of first ?? []) collections.set(key, rows);
}

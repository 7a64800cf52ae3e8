import { join } from "node:path";
import { keyOfOperation, operationKey } from "@omada-sdk/model";
import { describe, expect, test } from "vitest";
import { readManifest } from "../../src/index.js";
import { newerVersion, readSuccessors, successorsOf } from "../../src/specs/successors.js";
import { committed } from "../support/committed.js";
import { temporaryFolder, writeAll } from "../support/workspace.js";
import { emitted, modelOf, operation } from "./support/model.js";

const SPECS = join(import.meta.dirname, "../../../../specs");
const reviewed = await readSuccessors(SPECS);
const { snapshots } = await readManifest(SPECS);
const models = await Promise.all(snapshots.map(({ id }) => committed(id)));

const old = operation("lamp.getLamps", { deprecated: true, path: "/openapi/v1/{omadacId}/lamps/{id}" });
const newer = operation("lamp.getLampsV2", { path: "/openapi/v2/{omadacId}/lamps/{lampId}" });
const other = operation("lamp.getLights", { path: "/openapi/v1/{omadacId}/lights" });
const use = (from: string, ...to: string[]) => new Map([[keyOfOperation(from), to]]);
const namesIn = (operations: (typeof old)[], ledger = new Map<string, string[]>()) =>
  successorsOf(old, modelOf(operations), ledger);

describe("what to call instead of a deprecated operation", () => {
  test("is the same path in a later version", () => {
    expect(namesIn([newer, old, other])).toEqual(["lamp.getLampsV2"]);
    expect(namesIn([old, other])).toEqual([]);
  });

  test("or what was reviewed, where the snapshot has it, under whatever names of parameters", () => {
    const ledger = use("GET /openapi/v1/{controllerId}/lamps/{x}", `GET ${other.path}`);
    expect(namesIn([newer, old, other], ledger)).toEqual(["lamp.getLights"]);
    expect(namesIn([newer, old], ledger)).toEqual(["lamp.getLampsV2"]);
  });

  test("is never deprecated itself, and found through one that is", () => {
    const gone = { ...newer, deprecated: true };
    expect(namesIn([gone, old])).toEqual([]);
    const ledger = new Map([
      ...use(`GET ${old.path}`, `GET ${newer.path}`),
      ...use(`GET ${newer.path}`, `GET ${other.path}`),
    ]);
    expect(namesIn([gone, old, other], ledger)).toEqual(["lamp.getLights"]);
    const round = new Map([
      ...use(`GET ${old.path}`, `GET ${newer.path}`),
      ...use(`GET ${newer.path}`, `GET ${old.path}`),
    ]);
    expect(namesIn([gone, old], round)).toEqual([]);
  });

  test("stands in the doc comment, or that nothing is known", () => {
    const codes = [{ code: -39303, name: "apNotFound", category: "not-found" }];
    const model = modelOf([
      newer,
      { ...old, errorCodes: [-39303, -9] },
      operation("lamp.getShades", { deprecated: true }),
    ]);
    const client = emitted(model, new Map(), [], { successors: new Map(), codes }).get(
      "client-v6/generated/6.2/device.d.ts",
    );
    expect(client).toContain("@deprecated Use lamp.getLampsV2.");
    expect(client).toContain("@deprecated No successor is known.");
    expect(client).toContain("Error codes: apNotFound (-39303), -9\n");
  });
});

describe("the reviewed successors", () => {
  test.each([...reviewed])("of %s are needed, and fit a snapshot", (key, targets) => {
    const present = models.flatMap((model) =>
      model.operations
        .filter(({ method, path }) => operationKey(method, path) === key)
        .map((found) => ({ model, found })),
    );
    const fits = present.filter(({ model, found }) => {
      const byRule = newerVersion(found, model)?.name;
      const names = successorsOf(found, model, new Map([[key, targets]]));
      return names.length > 0 && names.join() !== byRule;
    });
    expect(fits.length).toBeGreaterThan(0);
  });

  test.each([
    ["5.15", "mspSetting.getUiInterface", ["mspSetting.getMspUserInterface"]],
    ["6.2", "wiredNetwork.createLanNetworkV2", ["wiredNetwork.confirmCreateVlanNetwork"]],
    ["6.2", "vpn.createVpnUserV2", ["vpn.createVpnUserV3"]],
  ])("of %s %s", (id, name, expected) => {
    const model = models.find((each) => each.id === id);
    const found = model?.operations.find((each) => each.name === name);
    expect(model && found && successorsOf(found, model, reviewed)).toEqual(expected);
  });

  test("every deprecated operation of the snapshots has one, but for those that documents leave alone", () => {
    for (const model of models) {
      const without = model.operations.filter(
        (each) => each.deprecated && successorsOf(each, model, reviewed).length === 0,
      );
      const unexpected = without.filter(({ name }) => !/BtIbeacon|\.getWireguardSummary$/.test(name));
      expect(unexpected.map(({ name }) => `${model.id} ${name}`)).toEqual([]);
    }
  });

  test.each([
    ["{", "is no JSON"],
    [{}, "successors is no object"],
    [{ successors: { lamps: ["GET /lights"] } }, "lamps is "],
    [{ successors: { "GET /lamps": [] } }, "GET /lamps is []"],
    [{ successors: { "GET /lamps": ["GET /lamps"] } }, "GET /lamps is "],
    [{ successors: { "GET /lamps": "GET /lights" } }, "GET /lamps is "],
  ])("are refused when they are %j", async (content, message) => {
    const folder = await temporaryFolder();
    await writeAll(folder, { "overlays/successors.json": content });
    await expect(readSuccessors(folder)).rejects.toThrow(message);
  });

  test("are none in a folder without the file", async () => {
    expect(await readSuccessors(join(SPECS, "5.12"))).toEqual(new Map());
  });
});

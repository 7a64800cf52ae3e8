import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type AdviceReport, adviceExitCode, adviseUpgrade, formatAdvice } from "@omada-sdk/codegen";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTRACT_DIR, SPECS_DIR } from "../src/places.js";
import { advicePage, adviseInventory } from "../src/reports.js";

/** Inside of this package, where its clients are found. */
const FOLDER = join(import.meta.dirname, "../.cache/advise");
afterAll(() => rm(FOLDER, { recursive: true, force: true }));

const OPTIONS = {
  module: "nodenext",
  target: "es2022",
  strict: true,
  skipLibCheck: true,
  types: [],
  lib: ["es2023", "dom"],
  customConditions: ["@omada-sdk/source"],
};
const CLIENTS = "GET /openapi/v1/{omadacId}/sites/{siteId}/clients";
const CLIENT = `${CLIENTS}/{clientMac}`;
const CLIENTS_V2 = "POST /openapi/v2/{omadacId}/sites/{siteId}/clients";

/** Writes an example project and asks what an upgrade means for it. */
async function adviseFiles(
  name: string,
  files: Readonly<Record<string, string>>,
  target = "6.2",
): Promise<AdviceReport> {
  const project = join(FOLDER, name);
  await mkdir(project, { recursive: true });
  await writeFile(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions: OPTIONS, files: Object.keys(files) }),
  );
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  for (const [file, code] of Object.entries(files)) await writeFile(join(project, file), code);
  return adviseUpgrade({ project, specsDir: SPECS_DIR, target });
}

const advise = (name: string, code: string, target?: string) =>
  adviseFiles(name, { "main.ts": code }, target);

const inFile = ({ advice }: AdviceReport, file: string) => advice.filter((each) => each.file === file);

const V5 = `import type { Omada } from "@omada-sdk/client-v5";
export async function main(omada: Omada, siteId: string) {
`;

/** One project, as reading the declarations of a client takes longer than all else. */
const UPGRADED = {
  "clients.ts": `${V5}  await omada.client.getGridActiveClients({ siteId, page: 1, pageSize: 10 });
  const { client } = omada;
  const { getGridActiveClients: list } = client;
  const { client: { getGridActiveClients } } = omada;
  const alias = omada["client"]["getGridActiveClients"];
  for await (const row of omada.paginate(omada.client.getGridActiveClients, { siteId })) row.mac;
  const tag = "client";
  for (const name of ["getGridActiveClients", "getClientDetail"] as const) void omada[tag][name];
  let later: typeof list;
  ({ getGridActiveClients: later } = client);
  const { ["getGridActiveClients"]: same } = client;
  return [list, getGridActiveClients, alias, later, same, "getGridActiveClients" in client];
}
`,
  "gone.ts": `${V5}  await omada.ap.modifyApPort({ siteId, apMac: "", body: {} as never });
  await omada.request("PATCH", "/openapi/v1/{omadacId}/sites/{siteId}/aps/{apMac}/ports", { path: { siteId } });
}
`,
  "fields.ts": `${V5}  const { data } = await omada.site.getSiteList({ page: 1, pageSize: 10 });
  const { ispList } = await omada.wiredNetwork.getIspScanResult({ siteId, portUuid: "" });
  const load = await omada.ap.getApLoadBalanceConfig({ siteId, apMac: "" });
  const { enable, maxClients2g } = load;
  await omada.ap.modifyApLoadBalanceConfig({
    siteId,
    apMac: "",
    body: { enable, maxClients2g },
  });
  const filters = { tag: "quay" };
  await omada.device.getGridPendingDevicesBySite({
    siteId,
    page: 1,
    pageSize: 10,
    searchMacs: "",
    filters: { deviceSeriesType: 1, ...filters },
  } as never as Parameters<typeof omada.device.getGridPendingDevicesBySite>[0]);
  await omada.device.getGridPendingDevicesBySite({ siteId, page: 1, pageSize: 10, searchMacs: "" });
  const body = { enable: true, downLimit: 1024 };
  const base = { downEnable: true };
  await omada.client.updateClientRateLimitSetting({ siteId, clientMac: "", body: body as never });
  await omada.client.updateClientRateLimitSetting({ siteId, clientMac: "", body: { ...body, ...base } });
  await omada.ap.modifyApLoadBalanceConfig({ siteId, apMac: "", body: load });
  return [data[0]?.name, ispList?.map((isp) => isp.ispList)];
}
`,
};

describe("advice for an upgrade from 5.15 to 6.2", { timeout: 120_000 }, () => {
  let report: AdviceReport;
  beforeAll(async () => {
    report = await adviseFiles("upgraded", UPGRADED);
  });

  it("finds the old list of clients, whatever it is called, with its successor", () => {
    const found = inFile(report, "clients.ts");
    const lines = [3, 5, 6, 7, 8, 10, 12, 13, 14];
    expect(found.map(({ severity, rule, line }) => `${severity} ${rule} line ${line}`)).toEqual(
      lines.map((line) => `breaking known-behaviour line ${line}`),
    );
    expect(found[0]).toMatchObject({
      operation: CLIENTS,
      remedy: `call client.getGridAllClients (${CLIENTS_V2})`,
    });
    expect(report).toMatchObject({ from: ["5.15"], target: "6.2" });
    expect(report.operations.filter((operation) => operation.startsWith(CLIENTS))).toEqual([CLIENTS, CLIENT]);
  });

  it("finds an operation that is gone, also by its path", () => {
    expect(
      inFile(report, "gone.ts").map(({ severity, rule, line }) => `${severity} ${rule} line ${line}`),
    ).toEqual(["breaking operation-removed line 3", "breaking operation-removed line 4"]);
    expect(adviceExitCode(report)).toBe(1);
  });

  it("finds fields that are read or sent, and only those", () => {
    expect(inFile(report, "fields.ts").map(({ rule, line, remedy }) => `${line} ${rule}: ${remedy}`)).toEqual(
      [
        "6 response-property-removed: stop reading enable",
        "10 request-property-removed: stop sending enable",
        "20 parameter-removed: stop passing searchMacs",
        "21 request-property-removed: stop sending enable",
        "21 request-property-removed: stop sending downLimit",
        "22 request-property-removed: stop sending downEnable",
        "23 request-property-added-required: send mode",
        "24 request-property-added-required: send mode",
        "26 response-property-removed: stop reading ispList",
      ],
    );
  });

  it("has nothing to say about what did not change, nor about names of the project's own", async () => {
    const quiet = await adviseFiles("quiet", {
      "main.ts": `${V5}  const { data } = await omada.site.getSiteList({ page: 1, pageSize: 10, searchKey: siteId });
  return data.map(({ siteId, name }) => [siteId, name]);
}
`,
      "namesakes.ts": `import type { Omada } from "@omada-sdk/client-v5";
export type Kept = Omada;
const mine = { client: { getGridActiveClients: () => ({ ispList: 1 }) } };
export const { ispList } = mine.client.getGridActiveClients();
`,
    });
    expect(quiet.advice).toEqual([]);
    expect(quiet.operations).toEqual(["GET /openapi/v1/{omadacId}/sites"]);
    expect(formatAdvice(quiet)).toMatch(
      /import the client from @omada-sdk\/client-v6\n[\s\S]*Nothing to do\./,
    );
    expect(adviceExitCode(quiet)).toBe(0);
  });

  it("finds no client in a project that uses none", async () => {
    const report = await advise("none", "export const one = 1;\n");
    expect(report).toMatchObject({ from: [], advice: [] });
    expect(adviceExitCode(report)).toBe(3);
  });
});

describe("advice for an example of several files", { timeout: 120_000 }, () => {
  it("finds every way of using a client, and nothing that stays as it is", async () => {
    const advised = adviseInventory();
    const { advice, operations } = await advised;
    const found = advice.map(({ file, line, rule, remedy }) => `${file}:${line} ${rule}: ${remedy}`);
    const list = "call client.getGridAllClients (POST /openapi/v2/{omadacId}/sites/{siteId}/clients)";
    const sent = ["enable", "downEnable", "downLimit", "downUnit"];
    expect(found.sort()).toEqual(
      [
        "changes.ts:6 request-property-added-required: send mode",
        ...sent.map((field) => `changes.ts:9 request-property-removed: stop sending ${field}`),
        // In a batch: as method with arguments, and as path.
        "changes.ts:12 request-property-removed: stop sending enable",
        "changes.ts:16 operation-removed: call ap.modifyApPortByPorts (PATCH /openapi/v1/{omadacId}/sites/{siteId}/aps/{apMac}/ports/{port})",
        // A field of paginated rows, the constant it is compared with, a list by paginate and by with().
        "report.ts:10 response-value-relabelled: check the values used here against the new snapshot",
        "report.ts:10 constant-removed: use DeviceInfoSubtype.nonAgileSeriesSwitch",
        `report.ts:12 known-behaviour: ${list}`,
        `report.ts:13 known-behaviour: ${list}`,
        "report.ts:15 response-property-removed: stop reading enable",
        // Raw, and by path.
        "report.ts:17 parameter-removed: stop passing searchMacs",
        "report.ts:19 untyped-request: compare them with what is sent and read here, or call wiredNetwork.getAvailableWanPorts, which is typed",
      ].sort(),
    );
    expect(operations).toContain("PATCH /openapi/v1/{omadacId}/sites/{siteId}/clients/{clientMac}/name");
    const [name, text] = advicePage(await advised);
    expect(text).toBe(await readFile(join(CONTRACT_DIR, name), "utf8"));
  });
});

describe("advice for other upgrades", { timeout: 120_000 }, () => {
  it("from 5.12 to 5.15 names the page that an answer got", async () => {
    const report = await advise(
      "page",
      `import type { Omada } from "@omada-sdk/client-v5/5.12";
export async function main(omada: Omada, siteId: string) {
  return omada.vpn.getClientToSiteVpnClientList({ siteId });
}
`,
      "5.15",
    );
    expect(report.advice[0]).toMatchObject({
      severity: "breaking",
      rule: "response-page-added",
      line: 3,
      remedy: "read .data, or use paginate",
    });
  });

  it("refuses a snapshot that does not exist", async () => {
    await expect(advise("unknown", "export {};\n", "9.9")).rejects.toThrow('no snapshot "9.9"');
  });
});

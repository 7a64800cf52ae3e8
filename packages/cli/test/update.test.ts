import { join } from "node:path";
import { adviseUpgrade } from "@omada-sdk/codegen";
import { type RunningMockController, startMockController } from "@omada-sdk/mock-controller";
import { expect, test } from "vitest";
import { omada, SPECS } from "./omada.js";
import { compile, emptyProject, start } from "./project.js";

/** Uses what 6.2 keeps, drops, renames, demands and refuses. */
const MAIN = `import { clientCredentials, createOmadaClient } from "./omada/index.js";
import { createNodeFetch } from "@omada-sdk/core/node";
import type { ClientInfo } from "./omada/types/client.js";
import { DeviceInfoStatus } from "./omada/device.values.js";

const env = process.env as Record<"ADDRESS" | "OMADAC_ID" | "CLIENT_ID" | "CLIENT_SECRET", string>;
const fetch = createNodeFetch({ insecure: true });
const omada = await createOmadaClient({
  baseUrl: env.ADDRESS,
  omadacId: env.OMADAC_ID,
  auth: clientCredentials({ clientId: env.CLIENT_ID, clientSecret: env.CLIENT_SECRET }),
  fetch,
  onVersionMismatch: "warn",
});
const [site] = (await omada.site.getSiteList({ page: 1, pageSize: 10 })).data;
console.log(site?.name, DeviceInfoStatus.connected);

export const nameOf = (client: ClientInfo) => client.name;
export async function later(siteId: string, apMac: string, clientMac: string): Promise<void> {
  await omada.ap.modifyApPort({ siteId, apMac, body: {} as never });
  const load = await omada.ap.getApLoadBalanceConfig({ siteId, apMac });
  console.log(
    load.enable,
    load.maxClients2g,
  );
  await omada.ap.modifyApLoadBalanceConfig({
    siteId,
    apMac,
    body: {
      enable: true,
    },
  });
  await omada.client.updateClientRateLimitSetting({ siteId, clientMac, body: {} });
  await omada.client.getGridActiveClients({ siteId, page: 1, pageSize: 10 });
  for await (const { mac } of omada.paginate(omada.device.getDeviceList, { siteId })) console.log(mac);
}
await fetch.close();
`;

const accessTo = ({ url, credentials }: RunningMockController) => ({
  ADDRESS: url,
  OMADAC_ID: credentials.omadacId,
  CLIENT_ID: credentials.clientId,
  CLIENT_SECRET: credentials.clientSecret,
});

/** Where something is found, one entry per line of code. */
const lines = (found: readonly { file: string; line: number }[]) =>
  [...new Set(found.map(({ file, line }) => `${file}:${line}`))].sort();

test("a project follows its controller from 5.15 to 6.2, and the compiler complains where the advice says", async () => {
  const project = await emptyProject(MAIN);
  const out = join(project, "src/omada");
  const generate = (...more: string[]) =>
    omada("generate", "--out", out, "--insecure", "--specs", SPECS, ...more);

  const old = await startMockController({ profile: "5.15" });
  try {
    expect(await generate("--from", old.url, "--only", "ap,client,device,site")).toMatchObject({ code: 0 });
    expect(await compile(project, "nodenext")).toEqual([]);
    expect(await start(project, accessTo(old))).toEqual({
      code: 0,
      out: expect.stringMatching(/^\S.* 1\n$/),
      err: "",
    });
  } finally {
    await old.close();
  }

  const updated = await startMockController({ profile: "6.2", port: Number(new URL(old.url).port) });
  try {
    const { code, err } = await start(project, accessTo(updated));
    expect(code).toBe(0);
    expect(err).toContain("generated for local controllers 5.15.24.19 (5.15), the controller runs 6.2.0.17");

    const { advice } = await adviseUpgrade({ project, specsDir: SPECS, target: "6.2" });
    // That a controller refuses what it documents, no compiler knows.
    const compiled = advice.filter(({ rule }) => rule !== "known-behaviour");
    expect(compiled.every(({ severity }) => severity === "breaking")).toBe(true);

    const again = await generate();
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain("client of controller 6.2.0.17 (local)");
    expect(again.out).toContain("5.15 (controller 5.15.24.19) -> 6.2 (controller 6.2.0.17)");
    for (const { operation } of advice.filter(({ rule }) => rule === "operation-removed"))
      expect(again.out).toContain(operation);

    const errors = await compile(project, "nodenext");
    expect(lines(errors)).toEqual(lines(compiled));
    expect(
      errors.map(({ line, message }) => [MAIN.split("\n")[line - 1]?.trim(), message.slice(0, 6)]),
    ).toEqual([
      ['import type { ClientInfo } from "./omada/types/client.js";', "TS2305"],
      ["await omada.ap.modifyApPort({ siteId, apMac, body: {} as never });", "TS2339"],
      ["load.enable,", "TS2339"],
      ["enable: true,", "TS2353"],
      ["await omada.client.updateClientRateLimitSetting({ siteId, clientMac, body: {} });", "TS2741"],
    ]);
    expect(advice.filter((each) => !compiled.includes(each))).toMatchObject([
      { operation: "GET /openapi/v1/{omadacId}/sites/{siteId}/clients", severity: "breaking" },
    ]);
  } finally {
    await updated.close();
  }
}, 240_000);

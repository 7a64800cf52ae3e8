import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunningMockController, startMockController } from "@omada-sdk/mock-controller";
import { expect, test } from "vitest";
import { omada, SPECS } from "./omada.js";
import { compile, emptyProject, start } from "./project.js";

/** Uses what 6.2 keeps, drops, renames, demands and refuses. */
const MAIN = `import { clientCredentials, createOmadaClient } from "./omada/index.js";
import { createNodeFetch } from "@omada-sdk/core/node";
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

/** Names a type, in a file of its own. */
const NAMES = `// Names of clients.
import type { ClientInfo } from "./omada/types/client.js";

export const nameOf = (client: ClientInfo) => client.name;
`;

const SOURCES: Readonly<Record<string, string>> = { "src/main.ts": MAIN, "src/names.ts": NAMES };

/** What `omada advise` prints of a finding. */
const ADVICE = /^(.+):(\d+):\d+ (breaking|risky)\n {2}(.*?): (.*)$/gm;

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
  await writeFile(join(project, "src/names.ts"), NAMES);
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
    expect(err).toContain("Generate it again for this one: omada generate --out");
    expect(err).not.toContain("@omada-sdk/client");

    const advised = await omada("advise", project, "--to", "6.2", "--specs", SPECS);
    expect(advised).toMatchObject({ code: 1, err: "" });
    expect(advised.out).toContain("generate the client again: omada generate --out src/omada --from");
    const advice = [...advised.out.matchAll(ADVICE)].map(
      ([, file = "", line, severity, operation = "", message = ""]) => ({
        ...{ file, line: Number(line), severity, operation, message },
      }),
    );
    expect(advice.every(({ severity }) => severity === "breaking")).toBe(true);
    // That a controller refuses what it documents, no compiler knows.
    const refused = "GET /openapi/v1/{omadacId}/sites/{siteId}/clients";
    const compiled = advice.filter(({ operation }) => operation !== refused);
    expect(advice).toHaveLength(compiled.length + 1);

    const again = await generate();
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain("client of controller 6.2.0.17 (local)");
    expect(again.out).toContain("5.15 (controller 5.15.24.19) -> 6.2 (controller 6.2.0.17)");
    expect(again.out).toMatch(/operation removed: .*ap\.modifyApPort/);

    const errors = await compile(project, "nodenext");
    expect(lines(errors)).toEqual(lines(compiled));
    const reported = errors.map(({ file, line, message }) => [
      SOURCES[file]?.split("\n")[line - 1]?.trim(),
      message.slice(0, 6),
    ]);
    expect(reported).toEqual([
      ["await omada.ap.modifyApPort({ siteId, apMac, body: {} as never });", "TS2339"],
      ["load.enable,", "TS2339"],
      ["enable: true,", "TS2353"],
      ["await omada.client.updateClientRateLimitSetting({ siteId, clientMac, body: {} });", "TS2741"],
      ['import type { ClientInfo } from "./omada/types/client.js";', "TS2305"],
    ]);
  } finally {
    await updated.close();
  }
}, 240_000);

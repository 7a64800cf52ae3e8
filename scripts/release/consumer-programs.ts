// What users write: programs that import every kind of entry of a client, having installed nothing but that client.

/** Exports without annotations make the compiler name the types of what is inferred, in a declaration file of their own. */
const TYPED = `import { clientCredentials, createOmadaClient, isOmadaApiError, type Omada } from "@omada-sdk/client-v6";
import { createOmadaClient as createCloudClient } from "@omada-sdk/client-v6/cloud";
import { createOmadaClient as createDeviceClient, type DeviceInfo, OmadaApiError } from "@omada-sdk/client-v6/device";
import { DeviceInfoStatus, nameOf } from "@omada-sdk/client-v6/device/values";
import { logGroup } from "@omada-sdk/client-v6/log";
import { createNodeFetch, fetchFingerprint, fileTokenStore } from "@omada-sdk/client-v6/node";
import { receiveWebhook } from "@omada-sdk/client-v6/webhooks";

const baseUrl = "https://192.0.2.1:8043";
export const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
export const connect = () => createOmadaClient({ baseUrl, auth });
export const cloud = () => createCloudClient({ baseUrl, auth, omadacId: "id" });
export const withLog = async () => (await createDeviceClient({ baseUrl, auth })).with(logGroup);
export const pageOf = (omada: Omada, siteId: string) => omada.device.getDeviceList({ siteId, page: 1, pageSize: 10 });
export const rowsOf = (omada: Omada, siteId: string) => omada.paginate(omada.device.getDeviceList, { siteId });
export const label = (device: DeviceInfo) => nameOf(DeviceInfoStatus, device.status);
export const codeOf = (error: unknown) => (isOmadaApiError(error) ? error.code : undefined);
export const isApiError = (error: unknown) => error instanceof OmadaApiError;
export const own = { fetch: createNodeFetch({ fingerprint256: "AB" }), fingerprint: fetchFingerprint };
export const store = () => fileTokenStore("tokens");
export const receive = (request: Request) => receiveWebhook(request, { secret: "secret" });
`;

const COMMON = `const { createOmadaClient } = require("@omada-sdk/client-v6/device");
if (typeof createOmadaClient !== "function") throw new Error("require() gives no client");
console.log("required");
`;

/** Runs without a socket, so on runtimes with another TLS, too. */
const SMOKE = `import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";
import { createMockController } from "@omada-sdk/mock-controller";

const mock = await createMockController({ profile: "6.2", sites: 1, devices: 25, clients: 2 });
const { clientId, clientSecret } = mock.credentials;
const auth = clientCredentials({ clientId, clientSecret });
const omada = await createOmadaClient({ baseUrl: "https://controller.example:8043", auth, fetch: mock.fetch });
let devices = 0;
for await (const { siteId } of omada.paginate(omada.site.getSiteList))
  for await (const device of omada.paginate(omada.device.getDeviceList, { siteId })) devices += device.mac ? 1 : 0;
console.log(\`\${devices} devices\`);
`;

/** Without the declarations of browsers, and with every declaration file checked. */
const SETTINGS = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2023"],
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    declaration: true,
    outDir: "out",
  },
  files: ["typed.ts"],
};

const RESOLUTIONS = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

/** The ways in which TypeScript finds modules. */
export const RESOLUTION_NAMES = Object.keys(RESOLUTIONS);

/** The files of a consumer, by name. */
export function consumerFiles(): Map<string, string> {
  const files = new Map([
    ["package.json", JSON.stringify({ private: true, type: "module" })],
    ["typed.ts", TYPED],
    ["common.cjs", COMMON],
    ["smoke.js", SMOKE],
  ]);
  for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
    const compilerOptions = { ...SETTINGS.compilerOptions, ...resolution };
    files.set(`tsconfig.${name}.json`, JSON.stringify({ ...SETTINGS, compilerOptions }));
  }
  return files;
}

import { join } from "node:path";
import { ROOT } from "../../lib/places.js";
import { PROGRAMS } from "../places.js";

/** Where the peers are installed and generate, and where the programs lie that are measured. */
export const PEERS_WORK = join(ROOT, ".cache/peers");
/** Manifest, lock, configuration and program of each peer. */
export const PEERS_DIR = join(ROOT, "scripts/bench/peers");

/** How another generator makes its client. */
interface Generator {
  /** Script and arguments, in the folder of the contender. */
  readonly command: readonly string[];
  /** Name that its configuration has to have. */
  readonly config?: string;
  /** It refuses older versions than 24. */
  readonly needs24?: true;
  /** It takes so long that it is measured once. */
  readonly slow?: true;
}

/** One side of the comparison: a program of the same 20 calls on one client. */
export interface Contender {
  readonly id: string;
  readonly title: string;
  /** Text of the program. */
  readonly program: string;
  /** Undefined for ours. */
  readonly generator?: Generator;
  /** What a user types at the end of the program and asks to complete at "|". */
  readonly completes: string;
  /** Text of the program on whose last word a user rests the pointer. */
  readonly hovers: string;
  /** Programs to bundle: one call, everything. */
  readonly call?: string;
  readonly whole?: string;
}

const SITE = '"id", "site", { page: 1, pageSize: 10 }';
const CONNECT = `const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
const omada = await createOmadaClient({ baseUrl: "https://192.168.0.2:8043", auth });
console.log(await omada.device.getDeviceList({ siteId: "site", page: 1, pageSize: 10 }));`;

export const CONTENDERS: readonly Contender[] = [
  {
    id: "ours",
    title: "client-v6",
    program: join(PROGRAMS, "client.ts"),
    completes: "\nawait omada.device.|",
    hovers: "omada.device.getDeviceList",
    call: `import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";\n${CONNECT}`,
    whole: 'export * from "@omada-sdk/client-v6";',
  },
  {
    id: "ours-groups",
    title: "client-v6, by groups",
    program: join(PROGRAMS, "groups.ts"),
    completes: "\nawait omada.device.|",
    hovers: "omada.device.getDeviceList",
    call: `import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6/device";\n${CONNECT}`,
  },
  {
    ...peer("openapi-fetch", "openapi-typescript + openapi-fetch"),
    generator: {
      command: [
        "node_modules/openapi-typescript/bin/cli.js",
        "../document.json",
        "-o",
        "generated/paths.d.ts",
      ],
    },
    // With the second argument: without one, openapi-fetch offers no paths at all.
    completes: "\nawait client.GET('|', {});",
    hovers: "client.GET",
    call: `import createClient from "openapi-fetch";
import type { paths } from "./generated/paths.js";
const client = createClient<paths>({ baseUrl: "https://192.168.0.2:8043" });
const params = { path: { omadacId: "id", siteId: "site" }, query: { page: 1, pageSize: 10 } };
console.log(await client.GET("/openapi/v1/{omadacId}/sites/{siteId}/devices", { params }));`,
  },
  {
    ...peer("hey-api", "hey-api"),
    generator: {
      command: ["node_modules/@hey-api/openapi-ts/bin/run.js", "--silent"],
      config: "openapi-ts.config.mjs",
      needs24: true,
    },
    completes: "\nawait device|",
    hovers: "await deviceGetDeviceList",
    call: `import { deviceGetDeviceList } from "./generated/index.js";
const path = { omadacId: "id", siteId: "site" };
console.log(await deviceGetDeviceList({ path, query: { page: 1, pageSize: 10 } }));`,
    whole: 'export * from "./generated/index.js";',
  },
  {
    ...peer("orval", "orval"),
    generator: {
      command: ["node_modules/orval/dist/bin/orval.mjs", "--config", "orval.config.mjs"],
      config: "orval.config.mjs",
      needs24: true,
    },
    completes: "\nawait device|",
    hovers: "await deviceGetDeviceList",
    call: `import { deviceGetDeviceList } from "./generated/api.js";
console.log(await deviceGetDeviceList(${SITE}));`,
    whole: 'export * from "./generated/api.js";',
  },
  {
    ...peer("swagger-typescript-api", "swagger-typescript-api"),
    generator: {
      command: [
        "node_modules/swagger-typescript-api/dist/cli.mjs",
        ...["generate", "-p", "../document.json", "-o", "generated", "-n", "api.ts"],
      ],
    },
    completes: "\nawait api.openapi.|",
    hovers: "api.openapi.deviceGetDeviceList",
    call: `import { Api } from "./generated/api.js";
const api = new Api({ baseUrl: "https://192.168.0.2:8043" });
console.log(await api.openapi.deviceGetDeviceList(${SITE}));`,
    whole: 'export * from "./generated/api.js";',
  },
  {
    ...peer("kubb", "kubb, an import per operation"),
    generator: {
      command: ["node_modules/@kubb/cli/bin/kubb.cjs", "generate", "--config", "kubb.config.mjs"],
      config: "kubb.config.mjs",
      slow: true,
    },
    completes: "\nawait device|",
    hovers: "await deviceGetDeviceList",
    call: `import { deviceGetDeviceList } from "./generated/clients/device/getDeviceList.js";
console.log(await deviceGetDeviceList(${SITE}));`,
    whole: 'export * from "./generated/index.js";',
  },
];

/** The folder of a contender's program and of what it imports. */
export const folderOf = ({ id }: Contender): string => join(PEERS_WORK, id);

/** The generator whose figures the others are divided by. */
export const REFERENCE = "openapi-fetch";

function peer(id: string, title: string): Pick<Contender, "id" | "title" | "program"> {
  return { id, title, program: join(PEERS_DIR, id, "program.txt") };
}

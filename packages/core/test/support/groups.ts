import { clientCredentials } from "@omada-sdk/auth";
import type { Client } from "openapi-fetch";
import {
  type CallOptions,
  createClient,
  type Grid,
  type GroupDefinition,
  type OmadaClient,
  type OmadaClientOptions,
} from "../../src/index.js";
import { createRawClient } from "../../src/raw.js";
import type { TestController } from "./controller.js";

export interface Row {
  id: number;
}

type Call<A = Record<string, unknown>, R = unknown> = (args: A, options?: CallOptions) => Promise<R>;

export interface TestTags {
  device: {
    getDeviceList: Call<
      { siteId: string; page: number; pageSize: number; filters?: { tag?: string } },
      Grid<Row>
    >;
    getDevice: (args?: { siteId?: unknown; deviceMac?: unknown }, options?: CallOptions) => Promise<unknown>;
    getTunnels: Call;
    moveDevice: Call;
    deleteDevices: Call;
    getTags: Call<{ siteId: string }, Row[]>;
  };
  client: {
    getGridAllClients: Call<
      { siteId: string; body: { page?: number; pageSize?: number; scope?: number } },
      Grid<Row> & { clientStat?: { total: number } }
    >;
  };
  gateway: { getGateway: Call; getTemplateGateway: Call };
  file: { upload: Call; exportLogs: Call; bare: Call; getMspThing: Call; elsewhere: Call; userList: Call };
}

const snapshot = { id: "6.2", line: "v6", flavour: "local", controllerVersion: "6.2" } as const;

export const deviceGroup: GroupDefinition<Pick<TestTags, "device" | "client" | "gateway">> = {
  snapshot,
  group: "device",
  tags: ["device", "client", "gateway"],
  table: [
    "#device",
    "getDeviceList G/v1/{}/sites/{siteId}/devices q",
    "getDevice G/v1/{}/sites/{siteId}/devices/{deviceMac}",
    "getTunnels G/v1/{}/sites/{siteId}/tunnels ;typeQuery=type",
    "moveDevice P/v1/{}/sites/{id}/move ;idPath=@id",
    "deleteDevices D/v1/{}/sites/{siteId}/devices",
    "getTags G/v1/{}/sites/{siteId}/tags",
    "#client",
    "getGridAllClients P/v2/{}/sites/{siteId}/clients b",
    "#gateway",
    "getGateway G/v1/{}/sites/{siteId}/gateway",
  ].join("\n"),
};

export const templateGroup: GroupDefinition<Pick<TestTags, "gateway" | "file">> = {
  snapshot,
  group: "device-template",
  tags: ["gateway", "file"],
  table: [
    "#gateway",
    "getTemplateGateway G/v1/{}/templates/{templateId}/gateway",
    "#file",
    "upload P/v1/{}/files m",
    "exportLogs P/v1/{}/logs/export x",
    "bare P/v1/{}/bare r",
    "getMspThing G/v1/msp/{mspId}/thing",
    "elsewhere G!/other/path",
    "userList G/v1/{}/users qc",
  ].join("\n"),
};

/** A client with the openapi-fetch clients of both groups beside it. */
export function withRaw<T extends OmadaClient>(omada: T) {
  // biome-ignore lint/suspicious/noExplicitAny: untyped paths.
  type Raw = Client<any>;
  const device = createRawClient<Raw>(omada, deviceGroup);
  const deviceTemplate = createRawClient<Raw>(omada, templateGroup);
  return Object.assign(omada, { raw: { device, deviceTemplate } });
}

/** Client of a test controller with both groups. */
export async function connectTo(controller: TestController, options: Partial<OmadaClientOptions> = {}) {
  const omada = await createClient<TestTags>(
    {
      baseUrl: controller.origin,
      auth: clientCredentials({ clientId: "client", clientSecret: "s3cr3t-value" }),
      fetch: controller.fetch,
      retry: { baseMs: 0 },
      ...options,
    },
    [deviceGroup, templateGroup],
  );
  return withRaw(omada);
}

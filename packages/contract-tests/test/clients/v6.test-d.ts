import {
  clientCredentials,
  createOmadaClient,
  type Omada,
  type OmadaDownload,
  type Paginator,
} from "@omada-sdk/client-v6";
import { createNewUser } from "@omada-sdk/client-v6/account/operations";
import type { Omada as CloudOmada } from "@omada-sdk/client-v6/cloud";
import { authorizationCode, bindOperation, connect } from "@omada-sdk/client-v6/connect";
import type { DeviceInfo as DeviceRow, Logger, OmadaDeviceClient, RowOf } from "@omada-sdk/client-v6/device";
import * as deviceEntry from "@omada-sdk/client-v6/device";
import { getDeviceList } from "@omada-sdk/client-v6/device/operations";
import { deviceRaw } from "@omada-sdk/client-v6/device/raw";
import { DeviceInfoStatus, nameOf } from "@omada-sdk/client-v6/device/values";
import { logGroup } from "@omada-sdk/client-v6/log";
import { createNodeFetch, type TlsOptions } from "@omada-sdk/client-v6/node";
import type { siteSecurityRaw, siteSettingRaw } from "@omada-sdk/client-v6/site-setting/raw";
import type { DeviceInfo } from "@omada-sdk/types/6.2/device";
import { describe, expectTypeOf, test } from "vitest";

declare const omada: Omada;
declare const cloud: CloudOmada;
declare const deviceClient: OmadaDeviceClient;
declare const siteId: string;

describe("arguments", () => {
  test("getDeviceList takes path and query in one object", () => {
    type Args = Parameters<typeof omada.device.getDeviceList>[0];
    expectTypeOf<Pick<Args, "siteId" | "page" | "pageSize">>().toEqualTypeOf<{
      siteId: string;
      page: number;
      pageSize: number;
    }>();
    expectTypeOf<Args["searchKey"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Args["filters"]>().toEqualTypeOf<{ tag?: string } | undefined>();
  });

  test("what is required has to be there, and what is unknown must not", () => {
    // @ts-expect-error siteId is missing
    omada.device.getDeviceList({ page: 1, pageSize: 10 });
    // @ts-expect-error page is missing
    omada.device.getDeviceList({ siteId, pageSize: 10 });
    // @ts-expect-error a page is a number
    omada.device.getDeviceList({ siteId, page: "1", pageSize: 10 });
    // @ts-expect-error the client fills in omadacId
    omada.device.getDeviceList({ siteId, page: 1, pageSize: 10, omadacId: "x" });
    // @ts-expect-error a dotted name is written as an object
    omada.device.getDeviceList({ siteId, page: 1, pageSize: 10, "filters.tag": "x" });
    // @ts-expect-error no arguments at all
    omada.device.getDeviceList();
  });

  test("bodies are checked", () => {
    omada.ap.modifyGeneralConfig({ siteId, apMac: "AA", body: { name: "Lobby" } });
    // @ts-expect-error a name is a text
    omada.ap.modifyGeneralConfig({ siteId, apMac: "AA", body: { name: 1 } });
    // @ts-expect-error there is no such member
    omada.ap.modifyGeneralConfig({ siteId, apMac: "AA", body: { nmae: "Lobby" } });
    // @ts-expect-error the body is missing
    omada.ap.modifyGeneralConfig({ siteId, apMac: "AA" });
  });

  test("an operation without required arguments is called without any", () => {
    omada.userAndRole.getAllRoles();
    expectTypeOf(omada.userAndRole.getAllRoles).toBeCallableWith(undefined, { timeoutMs: 1000 });
  });

  test("uploads take blobs", () => {
    omada.vpn.uploadVpnCertificateFile({ siteId, body: { file: new Blob() } });
    // @ts-expect-error a path is no file
    omada.vpn.uploadVpnCertificateFile({ siteId, body: { file: "/tmp/cert" } });
  });

  test("a query argument gives way to a path argument of the same name", () => {
    expectTypeOf(cloud.oltGemPort.getGemPortList)
      .parameter(0)
      .toMatchObjectType<{ lineProfileId: string; lineProfileIdQuery?: number }>();
  });

  test("a grant is needed to connect", () => {
    const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
    expectTypeOf(createOmadaClient({ baseUrl: "https://a", auth })).resolves.toEqualTypeOf<Omada>();
    // @ts-expect-error auth is missing
    createOmadaClient({ baseUrl: "https://a" });
  });
});

describe("results", () => {
  test("are unwrapped", () => {
    expectTypeOf(omada.device.getDeviceList)
      .returns.resolves.toHaveProperty("data")
      .toEqualTypeOf<DeviceInfo[]>();
    expectTypeOf(omada.ap.modifyGeneralConfig).returns.resolves.toBeVoid();
    expectTypeOf(omada.device.exportMspAddFailDevices).returns.resolves.toEqualTypeOf<OmadaDownload>();
  });

  test("rows come from pages asked for by query and by body", () => {
    const devices = omada.paginate(omada.device.getDeviceList, { siteId });
    expectTypeOf(devices).toExtend<AsyncIterable<DeviceInfo>>();
    const clients = omada.paginate(omada.client.getGridAllClients, { siteId, body: { scope: 1 } });
    type Client = typeof clients extends Paginator<infer Row, unknown> ? Row : never;
    expectTypeOf<Client>().toHaveProperty("hostName").toEqualTypeOf<string | null | undefined>();
    // @ts-expect-error siteId is missing
    omada.paginate(omada.device.getDeviceList, {});
    // @ts-expect-error the body has no such member
    omada.paginate(omada.client.getGridAllClients, { siteId, body: { scopes: 1 } });
  });

  test("value tables are open: known values complete, newer ones are no error", () => {
    type Status = Exclude<DeviceInfo["status"], undefined>;
    expectTypeOf<0 | 1 | 2 | 3 | 4>().toExtend<Status>();
    expectTypeOf<99>().toExtend<Status>();
    expectTypeOf<string>().not.toExtend<Status>();
    // A plain number would have lost the 1 that editors complete.
    expectTypeOf<Extract<Status, 1>>().toEqualTypeOf<1>();
    expectTypeOf(DeviceInfoStatus.connected).toEqualTypeOf<1>();
    expectTypeOf(DeviceInfoStatus.connected).toExtend<Status>();
  });
});

describe("what controllers are known to do beside their document", () => {
  type Row<Method extends (...args: never[]) => Promise<{ data: unknown[] }>> = Awaited<
    ReturnType<Method>
  >["data"][number];

  test("widens members and adds some", () => {
    type Application = Row<typeof omada.applicationControl.getApplications>;
    expectTypeOf<Application["application"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Application["applicationName"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Row<typeof omada.insight.getGridVpnTunnel>["vpnId"]>().toEqualTypeOf<
      number | string | undefined
    >();
    type Profile = Row<typeof omada.wiredNetwork.getOswLanProfileList>;
    expectTypeOf<undefined>().toExtend<Profile["dot1x"]>();
    const body = { page: 1, pageSize: 10, filters: { active: true }, hideHealthUnsupported: true };
    omada.client.getGridAllClients({ siteId, body });
    // @ts-expect-error active is yes or no
    omada.client.getGridAllClients({ siteId, body: { ...body, filters: { active: 1 } } });
  });

  test("gives the results that come", () => {
    expectTypeOf<Awaited<ReturnType<typeof omada.site.createNewSite>>>().toEqualTypeOf<{ siteId: string }>();
    expectTypeOf(omada.wirelessNetwork.createSsid).returns.resolves.toEqualTypeOf<{ ssidId?: string }>();
    expectTypeOf(omada.wirelessNetwork.createWlanGroup).returns.resolves.toEqualTypeOf<{ wlanId?: string }>();
    expectTypeOf<undefined>().toExtend<Awaited<ReturnType<typeof omada.wiredNetwork.createLanNetworkV2>>>();
    type Hours = Awaited<ReturnType<typeof omada.statistic.getDeviceHourlyStatistic>>;
    expectTypeOf<{ time?: number; tx?: number; rx?: number }[]>().toExtend<Hours>();
  });
});

describe("sorting", () => {
  test("goes by members of the rows, up or down", () => {
    const page = { page: 1, pageSize: 10 };
    omada.client.getGridAllClients({ siteId, body: { ...page, sorts: { name: "asc", mac: "desc" } } });
    // @ts-expect-error rows have no such member
    omada.client.getGridAllClients({ siteId, body: { ...page, sorts: { foo: "desc" } } });
    // @ts-expect-error there are two directions
    omada.client.getGridAllClients({ siteId, body: { ...page, sorts: { name: "up" } } });
    // @ts-expect-error the document names what can be sorted
    omada.site.getSiteList({ ...page, sorts: { foo: "asc" } });
  });
});

test("the name of a value is one of its table", () => {
  const status = {} as DeviceInfo["status"];
  const name = nameOf(DeviceInfoStatus, status);
  expectTypeOf(name).toEqualTypeOf<keyof typeof DeviceInfoStatus | undefined>();
  expectTypeOf<"connected">().toExtend<typeof name>();
  // @ts-expect-error a table and its value
  nameOf(DeviceInfoStatus);
});

describe("groups", () => {
  test("a client of one group has its tags, others come by with()", () => {
    expectTypeOf(deviceClient.device.getDeviceList).toEqualTypeOf(omada.device.getDeviceList);
    expectTypeOf(deviceClient).not.toHaveProperty("log");
    expectTypeOf(deviceClient.with(logGroup).log).toEqualTypeOf(omada.log);
  });

  test("a tag of two groups has the methods of both", () => {
    expectTypeOf(omada.gateway).toExtend<typeof deviceClient.gateway>();
    expectTypeOf(omada.gateway).not.toEqualTypeOf<typeof deviceClient.gateway>();
  });
});

describe("operations that are functions", () => {
  const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
  const asUser = authorizationCode({ clientId: "id", clientSecret: "secret" });
  const baseUrl = "https://192.168.0.2:8043";

  test("take the arguments of the method and give its result", () => {
    type Method = typeof omada.device.getDeviceList;
    expectTypeOf(getDeviceList).parameter(1).toEqualTypeOf<Parameters<Method>[0]>();
    expectTypeOf(getDeviceList).returns.toEqualTypeOf<ReturnType<Method>>();
    expectTypeOf(bindOperation(omada, getDeviceList)).toEqualTypeOf<Method>();
    // @ts-expect-error siteId is missing
    getDeviceList(omada, { page: 1, pageSize: 10 });
  });

  test("of users want a connection that acts as one", async () => {
    const body = {} as Parameters<typeof createNewUser>[1]["body"];
    createNewUser(await connect({ baseUrl, auth: asUser }), { body });
    // @ts-expect-error client credentials have no user
    createNewUser(await connect({ baseUrl, auth }), { body });
  });
});

describe("raw clients", () => {
  const raw = deviceRaw(omada);

  test("complete their paths and type their answers", () => {
    type Path = Parameters<typeof raw.GET>[0];
    expectTypeOf<"/openapi/v1/{omadacId}/sites/{siteId}/devices">().toExtend<Path>();
    expectTypeOf<string>().not.toExtend<Path>();
    const params = { path: { siteId }, query: { page: 1, pageSize: 10 } };
    const answer = raw.GET("/openapi/v1/{omadacId}/sites/{siteId}/devices", { params });
    expectTypeOf(answer)
      .resolves.toHaveProperty("data")
      .extract<object>()
      .toHaveProperty("errorCode")
      .toBeNumber();
    // @ts-expect-error no such path
    raw.GET("/openapi/v1/{omadacId}/nothing", {});
    // @ts-expect-error the path's parameters are missing
    raw.GET("/openapi/v1/{omadacId}/sites/{siteId}/devices", {});
  });

  test("the large group has two", () => {
    type Wlans = "/openapi/v1/{omadacId}/sites/{siteId}/wireless-network/wlans";
    expectTypeOf<Wlans>().toExtend<Parameters<ReturnType<typeof siteSettingRaw>["GET"]>[0]>();
    expectTypeOf<Wlans>().not.toExtend<Parameters<ReturnType<typeof siteSecurityRaw>["GET"]>[0]>();
  });
});

describe("one package is enough", () => {
  test("a group's entry has the types of its rows and bodies, the grants, errors and helpers", () => {
    expectTypeOf<DeviceRow>().toEqualTypeOf<DeviceInfo>();
    expectTypeOf<RowOf<Awaited<ReturnType<typeof omada.device.getDeviceList>>>>().toEqualTypeOf<DeviceInfo>();
    expectTypeOf(deviceEntry.clientCredentials).toEqualTypeOf(clientCredentials);
    expectTypeOf(deviceEntry.isOmadaApiError).toBeFunction();
    expectTypeOf<Logger>().toHaveProperty("warn");
  });

  test("certificates are for /node", () => {
    expectTypeOf(createNodeFetch).parameter(0).toExtend<TlsOptions | undefined>();
  });
});

import { describe, expectTypeOf, test } from "vitest";
import type { CallOptions, GroupDefinition, OmadaClient, Paginator } from "../src/index.js";
import { createClient } from "../src/index.js";

interface GridLike<T> {
  totalRows?: number;
  currentPage?: number;
  currentSize?: number;
  data?: T[];
}
interface Device {
  mac: string;
}
interface ClientInfo {
  ip: string;
}
interface ClientQuery {
  page?: number;
  pageSize?: number;
  scope?: number;
}
interface RequiredQuery {
  page: number;
  pageSize: number;
  scope: number;
}
interface ClientGrid extends GridLike<ClientInfo> {
  clientStat?: { total: number };
}
interface Tags {
  readonly device: {
    readonly getDeviceList: (
      args: { siteId: string; page: number; pageSize: number; sorts?: { name?: string } },
      options?: CallOptions,
    ) => Promise<GridLike<Device>>;
    readonly getTags: (args: { siteId: string }, options?: CallOptions) => Promise<Device[]>;
    readonly rename: (
      args: { siteId: string; body: { name: string } },
      options?: CallOptions,
    ) => Promise<void>;
  };
  readonly site: {
    readonly getSiteList: (
      args: { page: number; pageSize: number; searchKey?: string },
      options?: CallOptions,
    ) => Promise<GridLike<Device>>;
  };
  readonly client: {
    readonly getGridAllClients: (
      args: { siteId: string; body: ClientQuery },
      options?: CallOptions,
    ) => Promise<ClientGrid>;
    readonly getRequired: (
      args: { siteId: string; body: RequiredQuery },
      options?: CallOptions,
    ) => Promise<ClientGrid>;
  };
}

declare const omada: OmadaClient & Tags;

describe("paginate", () => {
  test("infers rows and pages of query paging", () => {
    const devices = omada.paginate(omada.device.getDeviceList, { siteId: "s", sorts: { name: "asc" } });
    expectTypeOf(devices).toEqualTypeOf<Paginator<Device, GridLike<Device>>>();
    expectTypeOf(devices.toArray()).resolves.toEqualTypeOf<Device[]>();
  });

  test("infers rows and extra members of body paging", () => {
    const clients = omada.paginate(omada.client.getGridAllClients, { siteId: "s", body: { scope: 1 } });
    expectTypeOf(clients).toEqualTypeOf<Paginator<ClientInfo, ClientGrid>>();
    omada.paginate(omada.client.getGridAllClients, { siteId: "s" });
  });

  test("infers the rows of a bare array and none of anything else", () => {
    expectTypeOf(omada.paginate(omada.device.getTags, { siteId: "s" }).toArray()).resolves.toEqualTypeOf<
      Device[]
    >();
    const none = omada.paginate(omada.device.rename, { siteId: "s", body: { name: "x" } });
    expectTypeOf(none.toArray()).resolves.toEqualTypeOf<never[]>();
  });

  test("needs no arguments when page and pageSize are the only ones", () => {
    expectTypeOf(omada.paginate(omada.site.getSiteList)).toEqualTypeOf<Paginator<Device, GridLike<Device>>>();
    omada.paginate(omada.site.getSiteList, { searchKey: "x" }, { pageSize: 10 });
  });

  test("asks for every other argument, and for no page", () => {
    // @ts-expect-error siteId is missing
    omada.paginate(omada.device.getDeviceList);
    // @ts-expect-error siteId is missing
    omada.paginate(omada.device.getDeviceList, {});
    // @ts-expect-error the paginator counts
    omada.paginate(omada.device.getDeviceList, { siteId: "s", page: 1 });
    // @ts-expect-error the paginator counts
    omada.paginate(omada.client.getGridAllClients, { siteId: "s", body: { page: 1 } });
    // @ts-expect-error body.scope is missing
    omada.paginate(omada.client.getRequired, { siteId: "s" });
    // @ts-expect-error not a column
    omada.paginate(omada.device.getDeviceList, { siteId: "s", sorts: { nope: "asc" } });
    omada.paginate(omada.client.getRequired, { siteId: "s", body: { scope: 1 } });
  });
});

describe("client", () => {
  test("has the tags it was given and those of further groups", () => {
    expectTypeOf(createClient<Tags>).returns.resolves.toHaveProperty("device");
    const group = {} as GroupDefinition<Pick<Tags, "site">>;
    expectTypeOf(omada.with(group)).toEqualTypeOf<Pick<Tags, "site">>();
    expectTypeOf(omada.info?.controllerVer).toEqualTypeOf<string | undefined>();
    expectTypeOf(omada.request<number>("GET", "/x")).resolves.toEqualTypeOf<number>();
  });
});

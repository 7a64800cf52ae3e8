import type { Omada } from "@omada-sdk/client-v5";
import type { Omada as Omada512 } from "@omada-sdk/client-v5/5.12";
import type { siteSettingRaw } from "@omada-sdk/client-v5/site-setting/raw";
import type { MspSiteSummaryInfo } from "@omada-sdk/types/5.15/msp";
import type { OrganizationSiteSummaryInfo } from "@omada-sdk/types/5.15/organization";
import { expectTypeOf, test } from "vitest";

declare const omada: Omada;
declare const omada512: Omada512;

type Row<Method extends (...args: never[]) => Promise<{ data: unknown[] }>> = Awaited<
  ReturnType<Method>
>["data"][number];

test("sites of an organization and of an MSP are different rows", () => {
  expectTypeOf<Row<typeof omada.site.getSiteList>>().toEqualTypeOf<OrganizationSiteSummaryInfo>();
  expectTypeOf<Row<typeof omada.mspSite.getSiteList>>().toEqualTypeOf<MspSiteSummaryInfo>();
  expectTypeOf<OrganizationSiteSummaryInfo>().not.toHaveProperty("customerId");
  expectTypeOf<MspSiteSummaryInfo>().toHaveProperty("customerId");
  const sites = omada.paginate(omada.mspSite.getSiteList, { mspId: "id" });
  expectTypeOf(sites).toExtend<AsyncIterable<MspSiteSummaryInfo>>();
});

test("a pinned snapshot has its own operations and arguments", () => {
  expectTypeOf(omada).toHaveProperty("mspSite");
  expectTypeOf(omada512).not.toHaveProperty("mspSite");
  omada.site.getSiteList({ page: 1, pageSize: 10, filters: { tag: "x" } });
  // @ts-expect-error 5.12 has no filters here
  omada512.site.getSiteList({ page: 1, pageSize: 10, filters: { tag: "x" } });
});

test("what is required has to be there", () => {
  // @ts-expect-error siteId is missing
  omada.device.getDeviceList({ page: 1, pageSize: 10 });
  // @ts-expect-error siteId is missing
  omada512.device.getDeviceList({ page: 1, pageSize: 10 });
});

test("raw clients complete their paths", () => {
  type Path = Parameters<ReturnType<typeof siteSettingRaw>["GET"]>[0];
  expectTypeOf<"/openapi/v1/{omadacId}/sites/{siteId}/wireless-network/wlans">().toExtend<Path>();
  expectTypeOf<string>().not.toExtend<Path>();
});

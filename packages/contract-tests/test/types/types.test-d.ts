import type { msp, organization } from "@omada-sdk/types/5.15";
import type { DeviceInfo, Envelope, Grid } from "@omada-sdk/types/6.2/device";
import type { IpsThreatOpenApiVO } from "@omada-sdk/types/6.2/global-security";
import type { paths } from "@omada-sdk/types/6.2/paths/device";
import { expectTypeOf, test } from "vitest";

test("schemas of the same name in two groups stay apart", () => {
  expectTypeOf<organization.OrganizationSiteSummaryInfo>().not.toEqualTypeOf<msp.MspSiteSummaryInfo>();
});

test("value tables are open", () => {
  type Status = Exclude<DeviceInfo["status"], undefined>;
  expectTypeOf<99>().toExtend<Status>();
  expectTypeOf<"1">().not.toExtend<Status>();
});

test("int64 ids may be strings, int64 counters are numbers", () => {
  expectTypeOf<IpsThreatOpenApiVO["sid"]>().toEqualTypeOf<number | string | undefined>();
  expectTypeOf<Grid<DeviceInfo>["totalRows"]>().toEqualTypeOf<number>();
});

test("paths are those openapi-fetch wants, on the same schemas", () => {
  type Devices = paths["/openapi/v1/{omadacId}/sites/{siteId}/devices"]["get"];
  type Answer = Devices["responses"][200]["content"]["application/json"];
  expectTypeOf<Answer>().toEqualTypeOf<Envelope<Grid<DeviceInfo>>>();
  expectTypeOf<Devices["parameters"]["path"]>().toEqualTypeOf<{ omadacId: string; siteId: string }>();
});

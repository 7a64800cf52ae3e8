import { describe, expect, test, vi } from "vitest";
import {
  answer,
  call,
  controller,
  NEW_SITE,
  NEW_SITE_TEXTS,
  requestsSince,
  run,
  SITE,
  specs,
  useController,
} from "./calling.js";

useController();

describe("call", () => {
  test("writes one line of JSON for each row where no terminal shows it", async () => {
    const { code, out, err } = await call("device.getDeviceList", ...SITE, "--all");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const rows = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({ name: "AP 1", type: "ap" });
  });

  test("reads one page unless all are asked for, and says what is left", async () => {
    const { out, err } = await call("device.getDeviceList", ...SITE, "pageSize=4");
    expect(out.trimEnd().split("\n")).toHaveLength(4);
    expect(err).toBe("note: 4 of 6 rows; --all reads every page\n");
  });

  test("writes a table as wide as the terminal for people", async () => {
    const { out } = await run(["call", "--specs", specs, "device.getDeviceList", ...SITE], { columns: 60 });
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(8);
    expect(lines[0]).toMatch(/^name {2,}mac {2,}ip {2,}type/);
    expect(lines[1]).toMatch(/^AP 1 /);
    expect(lines.at(-1)).toMatch(/^\(\d+ more members of each row with --json\)$/);
    for (const line of lines.slice(0, -1)) expect(line.length).toBeLessThanOrEqual(60);
    const one = await run(["call", "--specs", specs, "site.getSiteEntity", ...SITE], { columns: 60 });
    expect(one.out).toMatch(/^name +Head Office$/m);
  });

  test("--json is one document", async () => {
    const page = JSON.parse((await call("device.getDeviceList", ...SITE, "--json")).out);
    expect(page).toMatchObject({ totalRows: 6, currentPage: 1 });
    const all = JSON.parse((await call("device.getDeviceList", ...SITE, "--all", "--json")).out);
    expect(all).toEqual(page.data);
  });

  test("finds operations by METHOD and path, and in any case", async () => {
    const byPath = await call("get /openapi/v1/{omadacId}/sites/{site}", ...SITE, "--dry-run");
    expect(byPath.code).toBe(0);
    expect(await call("SITE.getsiteentity", ...SITE, "--dry-run")).toEqual(byPath);
  });

  test.each([
    ["device.getDeviceLst", /has no operation "device.getDeviceLst"; did you mean device.getDeviceList\?/],
    ["devise.getDeviceList", /did you mean device.getDeviceList\?/],
    ["getDeviceList", /did you mean device.getDeviceList\?/],
    ["device", /which are called tag\.method; device has device\./],
    ["zzz.qqq", /omada ops finds operations by words/],
    ["GET /openapi/v1/nothing", /omada api sends any request/],
    ["ap.getWlansConfig", /ap.getWlansConfig is in 5\.15, not in 5\.12, which fits this controller/],
    ["__proto__.constructor", /has no operation/],
  ])("says what was meant by %s", async (name, message) => {
    const { code, out, err } = await call(name);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("names all mistakes at once, before anything is sent, and quotes no value", async () => {
    const count = controller.requests.length;
    const body = JSON.stringify({ name: 7, nam: "hidden-value", region: "Germany" });
    const { code, err } = await call(
      "site.createNewSite",
      ...SITE,
      "scenario:=[",
      "zone=hidden-value",
      "hidden-value",
      "--body",
      body,
    );
    expect(code).toBe(2);
    expect(err).toMatch(/- --site names a site, and site.createNewSite is not about one/);
    expect(err).toMatch(/- what follows scenario:= is not valid JSON/);
    expect(err).toMatch(/- site.createNewSite has no argument "zone"/);
    expect(err).toMatch(/- argument \d behind the operation is not name=value/);
    expect(err).not.toMatch(/- scenario is/);
    expect(err).toMatch(/- name is a text/);
    expect(err).toMatch(/- the body has no member "nam"; did you mean name\?/);
    expect(err).toMatch(/- timeZone is missing/);
    expect(err).not.toContain("hidden-value");
    expect(requestsSince(count)).toEqual([]);
  });

  test.each([
    [["device.getDeviceList"], /- --site is missing/],
    [["device.getDeviceList", ...SITE, "pageSize=1001"], /- pageSize is 1 to 1000/],
    [["device.getDeviceList", ...SITE, "page=one"], /- page is a whole number/],
    [["device.getDeviceList", ...SITE, "page=1", "page=2"], /- page is given twice/],
    [["device.getDeviceList", ...SITE, "page=2", "--all"], /- page does not go with --all/],
    [["device.getDeviceList", ...SITE, "siteId=x"], /- siteId and --site are the same/],
    [["device.getDeviceList", ...SITE, "--body", "{}"], /- device.getDeviceList has no body/],
    [["device.getDeviceList", ...SITE, "--device", "AP 1"], /- --device names a device/],
    [["device.getDeviceList", "--site", ".."], /- --site may not be empty, "\." or "\.\."/],
    [["device.rebootDevice", ...SITE], /- --device is missing/],
    [["site.createNewSite", "--body", "{nope"], /the body is not valid JSON/],
    [["site.createNewSite", "--body", "@/nowhere"], /\/nowhere cannot be read \(ENOENT\)/],
    [["site.createNewSite", "__proto__.x=1"], /no argument "__proto__\.x"/],
  ])("refuses %j", async (args, message) => {
    const { code, out, err } = await call(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("names of sites and devices have to be clear", async () => {
    const unknown = await call("device.getDeviceList", "--site", "Head");
    expect(unknown.code).toBe(2);
    expect(unknown.err).toMatch(/no site is called "Head"; there are "Head Office" \([0-9a-f]{24}\), "/);
    expect((await call("device.getDeviceList", "--site", "head office")).code).toBe(0);
    const device = await call("ap.getGeneralConfig", ...SITE, "--device", "Switch 1");
    expect(device.err).toMatch(/no ap is called "Switch 1"; there are "AP 1" \(/);
    expect((await call("ap.getGeneralConfig", ...SITE, "--device", "AP 1")).code).toBe(0);

    const sites = [1, 2].map((id) => ({ siteId: `${id}`.repeat(24), name: "Twin\u001b[31m" }));
    answer("site.getSiteList", { totalRows: 2, currentPage: 1, currentSize: 1000, data: sites });
    const twins = await call("device.getDeviceList", "--site", "Twin\u001b[31m");
    expect(twins.code).toBe(2);
    expect(twins.err).toContain(
      `give one of "Twin?[31m" (${"1".repeat(24)}), "Twin?[31m" (${"2".repeat(24)})`,
    );
  });

  test("MAC addresses may be written in any form", async () => {
    const { out } = await call("ap.getGeneralConfig", ...SITE, "--device", "0a:0b:0c:0d:0e:0f", "--dry-run");
    expect(out).toMatch(/\/aps\/0A-0B-0C-0D-0E-0F\/general-config\n$/);
  });

  test("--dry-run shows the request and sends none", async () => {
    const site = "5".repeat(24);
    const count = controller.requests.length;
    const args = ["device.rebootDevice", "--site", site, "--device", "0A-0B-0C-0D-0E-0F", "--dry-run"];
    const shown = await call(...args);
    const { omadacId, clientSecret } = controller.credentials;
    const url = `${controller.url}/openapi/v1/${omadacId}/sites/${site}/devices/0A-0B-0C-0D-0E-0F/reboot`;
    expect(shown).toEqual({ code: 0, out: `POST ${url}\n`, err: "" });
    const made = await call("site.createNewSite", "name=A b", ...NEW_SITE_TEXTS, "--dry-run", "--json");
    expect(JSON.parse(made.out)).toEqual({
      method: "POST",
      url: `${controller.url}/openapi/v1/${omadacId}/sites`,
      query: {},
      body: { name: "A b", ...NEW_SITE },
    });
    expect(made.out).not.toMatch(/AccessToken/i);
    expect(made.out).not.toContain(clientSecret);
    expect(requestsSince(count)).toEqual([]);
    // Not even a token was asked for.
    expect(controller.requests.slice(count).map(({ path }) => path)).toEqual(["/api/info", "/api/info"]);
  });

  test("a write is sent after the user agreed", async () => {
    const args = ["call", "--specs", specs, "site.createNewSite", "name=Pier", ...NEW_SITE_TEXTS];
    const count = controller.requests.length;
    const refused = await run(args);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/may change something, and there is no terminal to ask at; pass --yes/);
    const asked = vi.fn(async () => "no");
    const declined = await run(args, { ask: asked });
    expect(declined).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringMatching(/^POST https:.*\nomada call: nothing was sent\n$/),
    });
    expect(asked).toHaveBeenCalledOnce();
    expect(requestsSince(count)).toEqual([]);
    expect(await run(args, { ask: async () => "yes" })).toMatchObject({ code: 0 });
    const again = await run([...args.slice(0, 4), "--yes", "--body", "-", "name=Quay"], {
      input: (async function* () {
        const text = JSON.stringify({ name: "Other", ...NEW_SITE });
        yield Buffer.from(text.slice(0, 20));
        yield Buffer.from(text.slice(20));
      })(),
    });
    expect(again.code).toBe(0);
    const { out } = await call("site.getSiteList", "--all");
    expect(out).toMatch(/"name":"Pier"/);
    expect(out).toMatch(/"name":"Quay"/);
    expect(out).not.toMatch(/"name":"Other"/);
  });

  test("a refusal comes with its meaning and the next step", async () => {
    const { code, out, err } = await call("device.getDeviceList", "--site", "0".repeat(24));
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^omada call: device.getDeviceList: the controller answered -33000 \(siteNotFound\)/);
    expect(err).toMatch(
      /-33000 means: something that the request names does not exist\. omada code -33000 says more/,
    );
    answer("device.getDeviceList", undefined, -1005);
    expect((await call("device.getDeviceList", ...SITE)).err).toMatch(
      /The role of the application needs one of these permissions: DEVICES_READ, /,
    );
  });

  test("nothing that a controller sends steers the terminal", async () => {
    const name = "\u001b]0;x\u0007\u202eeman\n\r\t\u2028fake: line";
    answer("site.getSiteList", {
      totalRows: 1,
      currentPage: 1,
      currentSize: 100,
      data: [{ siteId: "../..", name }],
    });
    for (const columns of [undefined, 80]) {
      const { out } = await run(["call", "--specs", specs, "site.getSiteList"], { columns });
      expect(out).not.toMatch(/[^\n\P{Cc}]|\p{Cf}|\p{Zl}/u);
      expect(out.trimEnd().split("\n").length).toBeLessThanOrEqual(2);
    }
    const { code, err } = await call("device.getDeviceList", "--site", "../..");
    expect(code).toBe(1);
    expect(err).toMatch(/may not|holds|answered/);
  });
});

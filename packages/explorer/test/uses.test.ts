import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { findUses, type Names, namesOf } from "../src/browser/uses.js";
import { site } from "../src/data/site.js";
import { nameTable } from "../src/data/versions/names.js";

let names: Names;

beforeAll(async () => {
  names = namesOf(nameTable(await site()));
});

const used = (text: string) => {
  const { operations, exports, unknown } = findUses(text, names);
  return { operations: [...operations], exports: [...exports.keys()], unknown: [...unknown] };
};

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: pasted code
describe("what a pasted text uses", () => {
  it("is read from calls, however the client is reached", () => {
    for (const text of [
      "const rows = await omada.device.getDeviceList({ siteId, page: 1 });",
      "omada?.device?.getDeviceList",
      "omada\n  .device\n  .getDeviceList({ siteId })",
      "this.clients[0].device.getDeviceList(",
      "const { getDeviceList } = omada.device",
      "for await (const row of omada.paginate(omada.device.getDeviceList, { siteId })) {}",
    ])
      expect(used(text), text).toMatchObject({ operations: ["device.getDeviceList"], unknown: [] });
  });

  it("is read from imports, with the group where they name it", () => {
    const text = `import type { DeviceInfo, ClientInfo as Row, type SiteEntity } from "@omada-sdk/client-v6/device";
import { DeviceInfoStatus } from '@omada-sdk/client-v5/5.12/device/values'
import { createOmadaClient, clientCredentials } from "@omada-sdk/client-v6";
import omada, { Missing } from "@omada-sdk/types/6.2/client";
import { useState } from "react";`;
    const { exports, unknown } = findUses(text, names);
    expect([...exports.keys()].sort()).toEqual([
      "ClientInfo",
      "DeviceInfo",
      "DeviceInfoStatus",
      "SiteEntity",
    ]);
    expect([...(exports.get("DeviceInfo") ?? [])]).toEqual(["device"]);
    expect([...unknown]).toEqual(["Missing"]);
  });

  it("is read from METHOD and path, as documents, programs and logs write them", () => {
    for (const text of [
      "GET /openapi/v1/{omadacId}/sites",
      "omada.request('GET', `/openapi/v1/${omadacId}/sites?page=1&pageSize=10`)",
      "curl -k -X GET 'https://192.168.0.2:8043/openapi/v1/66aa/sites?page=1' -H 'Authorization: x'",
      "GET `/openapi/v1/${encodeURIComponent(ids[`a`])}/sites`",
      "GET /openapi/v1/{}/sites/",
    ])
      expect(used(text).operations, text).toEqual(["site.getSiteList"]);
    // Without a METHOD, all operations of the path.
    expect(used("/openapi/v1/x/sites").operations).toEqual(["site.createNewSite", "site.getSiteList"].sort());
    expect(used("DELETE /openapi/v1/{omadacId}/sites").unknown).toEqual([
      "DELETE /openapi/v1/{omadacId}/sites",
    ]);
  });

  it("takes the template with most words that are the same", () => {
    const { operations } = used("GET /openapi/v1/c/sites/s/aps/AA-BB/override");
    expect(operations).toEqual(["ap.getWlansConfig"]);
  });

  it("is read from lines of the command line and of tsc", () => {
    expect(used("$ omada call device.getDeviceList --site-id x | jq .")).toMatchObject({
      operations: ["device.getDeviceList"],
      unknown: [],
    });
    const errors = `src/a.ts(3,21): error TS2339: Property 'getGridActiveClients' does not exist on type 'Omada'.
src/a.ts(1,10): error TS2305: Module '"@omada-sdk/client-v6/client"' has no exported member 'ClientInfo'.
src/a.ts(1,22): error TS2305: Module '"@omada-sdk/client-v6/client"' has no exported member 'Nothing'.`;
    expect(used(errors)).toEqual({
      operations: ["client.getGridActiveClients"],
      exports: ["ClientInfo"],
      unknown: ["Nothing"],
    });
  });

  it("is what stands in a list of names, and says which of them nothing has", () => {
    expect(
      used("getDeviceList\n  device.rebootDevice,\r\n* getNothing\nomada call device.nothing\n- DeviceInfo"),
    ).toEqual({
      operations: ["device.getDeviceList", "device.rebootDevice"],
      exports: ["DeviceInfo"],
      unknown: ["getNothing", "device.nothing"],
    });
  });

  it("has calls of a client that nothing has", () => {
    expect(
      used("omada.nothing.atAll(); other.nothing.atAll(); this.api.device.getNothing()").unknown,
    ).toEqual(["nothing.atAll", "device.getNothing"]);
  });

  it("does not take ordinary code for names of ours", () => {
    const text = `const site = new Map<string, Error>();
function reboot(device: { name: string }) { return client.connect(device.name).then((row) => row.data); }
export function list() { console.log("status", site.size); }
import fs from "node:fs";
if (fs) { device }`;
    expect(used(text)).toEqual({ operations: [], exports: [], unknown: [] });
  });

  it("tells a program from a list of names: arguments and imports of several lines are no names of ours", () => {
    const text = `// Ends with a dot.
import {
  clientCredentials,
} from "@omada-sdk/client-v6";
await omada.device.rebootDevice({
  siteId,
  body: merge(
    wanted,
  ),
});`;
    expect(used(text)).toEqual({ operations: ["device.rebootDevice"], exports: [], unknown: [] });
  });

  it("keeps names of a prototype and of HTML as text", () => {
    const text =
      "__proto__\nconstructor\nomada.device.constructor(\nomada.device.__proto__(\n<img src=x onerror=alert(1)>";
    expect(used(text)).toEqual({
      operations: [],
      exports: [],
      unknown: ["__proto__", "constructor", "device.constructor", "device.__proto__"],
    });
  });
});

const PIECES = [
  "import {",
  "} from ",
  '"@omada-sdk/client-v6/device"',
  "type ",
  " as ",
  "omada.",
  "device",
  ".",
  "?.",
  "getDeviceList",
  "DeviceInfo",
].concat([
  "/openapi/v1/",
  "${",
  "}",
  "`",
  "{",
  "GET ",
  "sites",
  "/",
  "\n",
  " ",
  "'",
  "call ",
  "member '",
  "\\",
  "\u0000",
  "\ud800",
  "é",
  "(",
  "$",
  "_",
]);

describe("a text of any pieces", () => {
  const pieces = fc
    .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 8 })), {
      maxLength: 60,
    })
    .map((parts) => parts.join(""));

  it("never fails, and names only what exists", () => {
    fc.assert(
      fc.property(pieces, (text) => {
        const { operations, exports } = findUses(text, names);
        for (const name of operations) expect(names.byName.has(name)).toBe(true);
        for (const name of exports.keys()) expect(names.exports.has(name)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("hides no use that follows on a line of its own", () => {
    fc.assert(
      fc.property(pieces, (text) => {
        expect(used(`${text}\n}\n;omada.ap.modifyApPort(1)\n`).operations).toContain("ap.modifyApPort");
      }),
      { numRuns: 200 },
    );
  });

  it("takes time in proportion to its length", () => {
    for (const piece of [
      "import {",
      "a.",
      "a ",
      "/openapi/",
      "/openapi/v1/${",
      "{",
      "GET /openapi/v1/a/sites/b/aps/c/d\n",
      "@omada-sdk/",
    ]) {
      const start = performance.now();
      findUses(piece.repeat(100_000 / piece.length), names);
      // In proportion it takes some milliseconds; quadratic, many seconds.
      expect(performance.now() - start, piece).toBeLessThan(2_000);
    }
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: pasted code

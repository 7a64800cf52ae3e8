import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSiteByName, normalizeMac, OmadaTimeoutError, sameMac, withTimeout } from "../src/index.js";
import { describeMethod } from "../src/operations/operation.js";

describe("findSiteByName", () => {
  const sites = ["Head office 2", "Head office", "Branch"].map((name, index) => ({
    siteId: `${index}`,
    name,
  }));
  const getSiteList = async ({ searchKey = "" }: { page: number; pageSize: number; searchKey?: string }) => {
    const data = sites.filter(({ name }) => name.includes(searchKey));
    return { totalRows: data.length, currentPage: 1, data };
  };
  describeMethod(getSiteList, { name: "site.getSiteList", paging: "query", rowKey: ["siteId"] } as never);

  it("finds the site that is called exactly that", async () => {
    expect(await findSiteByName({ site: { getSiteList } }, "Head office")).toEqual({
      siteId: "1",
      name: "Head office",
    });
    expect(await findSiteByName({ site: { getSiteList } }, "Head")).toBeUndefined();
  });
});

describe("MAC addresses", () => {
  it("are written as controllers write them, whatever stands between the digits", () => {
    const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(bytes, fc.constantFrom(":", "-", ".", ""), fc.boolean(), (values, separator, upper) => {
        const pairs = values.map((value) => value.toString(16).padStart(2, "0"));
        const text = upper ? pairs.join(separator).toUpperCase() : pairs.join(separator);
        const normal = pairs.join("-").toUpperCase();
        expect(normalizeMac(text)).toBe(normal);
        expect(normalizeMac(normal)).toBe(normal);
        expect(sameMac(text, normal)).toBe(true);
      }),
    );
    expect(normalizeMac(" aabb.ccdd.eeff ", ":")).toBe("AA:BB:CC:DD:EE:FF");
  });

  it.each(["", "AA-BB-CC-DD-EE", "AA-BB:CC-DD-EE-FF", "GG-BB-CC-DD-EE-FF", "AA-BB-CC-DD-EE-FF-00"])(
    "%j is none",
    (text) => {
      expect(() => normalizeMac(text)).toThrow(/not a MAC address/);
      expect(sameMac(text, text)).toBe(false);
    },
  );
});

describe("withTimeout", () => {
  it("gives several calls one time", async () => {
    expect(await withTimeout(60_000, async () => 7)).toBe(7);
    let signal: AbortSignal | undefined;
    const late = withTimeout(
      5,
      (given) => {
        signal = given;
        return new Promise(() => undefined);
      },
      { label: "reading all sites" },
    );
    await expect(late).rejects.toThrow(OmadaTimeoutError);
    await expect(late).rejects.toThrow(/reading all sites: no answer within 5 ms/);
    expect(signal?.aborted).toBe(true);
  });

  it("ends with the caller's signal and with what fails", async () => {
    const gone = { signal: AbortSignal.abort(new Error("gone")) };
    await expect(withTimeout(1000, async () => 7, gone)).rejects.toThrow("gone");
    await expect(withTimeout(0, () => Promise.reject(new Error("own")))).rejects.toThrow("own");
  });
});

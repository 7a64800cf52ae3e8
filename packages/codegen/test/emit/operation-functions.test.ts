import { expect, test } from "vitest";
import { diagnose } from "./support/compile.js";
import { emitted, modelOf, operation } from "./support/model.js";

const functionsOf = (names: readonly string[], availability: Record<string, string[]> = {}) => {
  const operations = names.map((name) => operation(name, { path: `/openapi/v1/${name.replace(".", "/")}` }));
  const everywhere = new Map(
    Object.entries(availability).map(([name, ids]) => [`GET /openapi/v1/${name}`, ids]),
  );
  const files = emitted(modelOf(operations, {}), everywhere);
  const js = files.get("client-v6/generated/6.2/device.operations.js") ?? "";
  const found = [...js.matchAll(/^export const (\w+) = .*?"([\w.]+) /gm)].map(
    ([, name, line]) => `${name} ${line}`,
  );
  return { files, found };
};

test("a function has the name of its method, with the tag before it where several tags have such a method", () => {
  const { found } = functionsOf(["ap.getConfig", "ap.reboot", "switch.getConfig"]);
  expect(found).toEqual(["apGetConfig ap.getConfig", "reboot ap.reboot", "switchGetConfig switch.getConfig"]);
});

test("the name that an earlier snapshot published stays with its operation", () => {
  const { found } = functionsOf(["ap.getConfig", "switch.getConfig"], {
    "ap/getConfig": ["6.2"],
    "switch/getConfig": ["6.1", "6.2"],
  });
  expect(found).toEqual(["apGetConfig ap.getConfig", "getConfig switch.getConfig"]);
});

test("words of the language and names of others are no names of functions", () => {
  const { files, found } = functionsOf(["ap.delete", "ap.snapshot", "ap.get", "switch.get"]);
  expect(found).toEqual(
    expect.arrayContaining(["apDelete ap.delete", "apSnapshot ap.snapshot", "apGet ap.get"]),
  );
  expect(diagnose(files)).toEqual([]);
});

test("a name that is taken gives way", () => {
  const { found } = functionsOf(["ap.get", "switch.get", "other.apGet"]);
  expect(found).toContain("apGet other.apGet");
  expect(found).toContain("apGet_ ap.get");
});

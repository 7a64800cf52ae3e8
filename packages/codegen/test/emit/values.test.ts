import { expect, test } from "vitest";
import { memberName } from "../../src/emit/client/value-names.js";
import { valueConstants, valuesModule } from "../../src/emit/client/values.js";
import type { Schema, ValueRow } from "../../src/index.js";
import { listOf, object } from "./support/model.js";

function tableOf(rows: ValueRow[]): Record<string, number | string> {
  const field: Schema = { type: "integer", "x-omada-values": rows };
  const [constant] = valueConstants(["DeviceInfo"], new Map([["DeviceInfo", object({ status: field })]]));
  return Object.fromEntries(constant?.members.map(({ key, value }) => [key, value]) ?? []);
}

test.each<[string | undefined, number | string, string]>([
  ["Connected", 1, "connected"],
  ["heartbeat missed (wireless)", 2, "heartbeatMissedWireless"],
  ["WPA2-PSK", 3, "wpa2Psk"],
  ["10Gbps", 4, "_10Gbps"],
  ["a+b", 5, "aPlusB"],
  [undefined, 7, "value7"],
  [undefined, -7, "valueMinus7"],
  ["***", 8, "value8"],
  ["未知", 9, "value9"],
  [undefined, "asc", "asc"],
  [undefined, "0", "_0"],
  ["constructor", 1, "constructor"],
])("the label %j of %j gives the name %s", (label, value, name) => {
  expect(memberName(label, value)).toBe(name);
});

test("labels that give the same name keep every value, each under its own", () => {
  const rows = [
    { value: 5, label: "on 2" },
    { value: 1, label: "On" },
    { value: 2, label: "on" },
    { value: -2, label: "ON!" },
  ];
  const table = tableOf(rows);
  expect(Object.keys(table)).toHaveLength(rows.length);
  expect(Object.values(table).sort()).toEqual(rows.map(({ value }) => value).sort());
});

test("a name stays when the table grows at its end", () => {
  const rows = [
    { value: 0, label: "Off" },
    { value: 1, label: "On" },
  ];
  expect(tableOf([...rows, { value: 2, label: "Auto" }])).toEqual({ ...tableOf(rows), auto: 2 });
});

test("a table without labels gives no constant, an array's table gives one", () => {
  const bare: Schema = { type: "integer", "x-omada-values": [{ value: 1 }, { value: 2 }] };
  const modes = listOf({ type: "integer", "x-omada-values": [{ value: 1, label: "Fast" }] });
  const constants = valueConstants(["Info"], new Map([["Info", object({ bare, modes })]]));
  expect(constants).toEqual([
    { name: "InfoModes", field: "Info.modes", members: [{ key: "fast", value: 1 }] },
  ]);
});

test("the module freezes its constants, and its declarations give the values as literals", async () => {
  const members = [{ key: "up", value: 1 }];
  const { js, dts } = valuesModule([{ name: "InfoState", field: "Info.state", members }]);
  const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(js)}`)) as {
    InfoState: object;
  };
  expect(module.InfoState).toEqual({ up: 1 });
  expect(Object.isFrozen(module.InfoState)).toBe(true);
  expect(dts).toContain("readonly up: 1;");
});

test("a group without value tables has an empty module", () => {
  expect(valuesModule([])).toEqual({ js: "export {};\n", dts: "export {};\n" });
});

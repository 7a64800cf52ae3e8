import { expect, test } from "vitest";
import { NAME_OF_MODULE, valuesModule } from "../../src/emit/client/values.js";
import { memberName, valueConstants } from "../../src/exported/constants.js";
import type { Schema, ValueRow } from "../../src/index.js";
import { diagnose } from "./support/compile.js";
import { emitted, envelope, listOf, modelOf, object, operation, to } from "./support/model.js";

const load = (text: string): Promise<unknown> =>
  import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`);

function tableOf(rows: ValueRow[]): Record<string, number | string> {
  const field: Schema = { type: "integer", "x-omada-values": rows };
  const [constant] = valueConstants(["DeviceInfo"], new Map([["DeviceInfo", object({ status: field })]]));
  return Object.fromEntries(constant?.members.map(({ key, value }) => [key, value]) ?? []);
}

test.each<[string | undefined, number | string, string | undefined]>([
  ["Connected", 1, "connected"],
  ["heartbeat missed (wireless)", 2, "heartbeatMissedWireless"],
  ["WPA2-PSK", 3, "wpa2Psk"],
  ["10Gbps", 4, "_10Gbps"],
  ["a+b", 5, "aPlusB"],
  [undefined, 7, undefined],
  [undefined, -7, undefined],
  ["***", 8, undefined],
  ["未知", 9, undefined],
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
  const own = js.replace(/^export \{ nameOf \}.*\n/, "");
  const module = (await load(own)) as { InfoState: object };
  expect(module.InfoState).toEqual({ up: 1 });
  expect(Object.isFrozen(module.InfoState)).toBe(true);
  expect(dts).toContain("readonly up: 1;");
});

test("values without a name are no members, and a table of them is no constant", () => {
  const rows = [{ value: 1, label: "Fast" }, { value: 2 }, { value: 3, label: "***" }];
  expect(tableOf(rows)).toEqual({ fast: 1 });
  expect(tableOf(rows.slice(1))).toEqual({});
});

test("every module has the function that finds names", async () => {
  const line = 'export { nameOf } from "./name-of.js";\n';
  expect(valuesModule([])).toEqual({ js: line, dts: line });
  const { nameOf } = (await load(NAME_OF_MODULE.js)) as { nameOf(table: object, value: unknown): unknown };
  const table = { off: 0, on: 1, auto: "auto" };
  expect([0, "auto", "0", 9, undefined, null].map((value) => nameOf(table, value))).toEqual([
    "off",
    "auto",
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("the name of a value has the type of the table's names", () => {
  const schemas = {
    Lamp: object({
      state: {
        type: "integer",
        "x-omada-values": [
          { value: 0, label: "off" },
          { value: 1, label: "on" },
        ],
      },
    }),
  };
  const get = operation("lamp.getLamp", { response: envelope(to("Lamp")) });
  const files = emitted(modelOf([get], schemas));
  const program = (name: string) => `
import type { Lamp } from "@omada-sdk/types/6.2/device";
import { LampState, nameOf } from "@omada-sdk/client-v6/device.values";
declare const lamp: Lamp;
const name: ${name} | undefined = nameOf(LampState, lamp.state);
export { name };`;
  expect(diagnose(files, program('"off" | "on"'))).toEqual([]);
  expect(diagnose(files, program('"off"'))).toHaveLength(1);
  expect(diagnose(files, program('"off" | "on"').replace("lamp.state", "true"))).toHaveLength(1);
});

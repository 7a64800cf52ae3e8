import type { Operation } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import { PROFILE_IDS } from "../src/index.js";
import { createController, mockOf } from "../src/server/create.js";
import { requestFor, session, userToken } from "./support.js";

type Row = Record<string, unknown>;

/** What parameters have to work at least; fewer would be a step back. */
const FLOOR = {
  "5.12": { sorts: 24, filters: 3, searches: 6 },
  "5.15": { sorts: 110, filters: 10, searches: 38 },
  "6.2": { sorts: 120, filters: 18, searches: 45 },
  "6.2-cloud": { sorts: 130, filters: 26, searches: 58 },
} as const;

const compare = (a: unknown, b: unknown): number =>
  typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1;

describe.each(PROFILE_IDS)("lists of %s", (profile) => {
  it("sort, filter and search by what their rows show", async () => {
    const controller = await createController({
      profile,
      clients: 20,
      devices: 12,
      quirks: { brokenOperations: [] },
    });
    const mock = mockOf(controller);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    const works = { sorts: 0, filters: 0, searches: 0 };
    const faults: string[] = [];

    const rowsOf = async (operation: Operation, name?: string, value?: string): Promise<Row[]> => {
      const url = new URL(requestFor(controller, operation).url);
      url.searchParams.set("pageSize", "100");
      if (name !== undefined && value !== undefined) url.searchParams.set(name, value);
      const answer = await mock.fetch(url.href, { headers: { authorization } });
      const { result } = (await answer.json()) as { result?: { data?: Row[] } };
      return result?.data ?? [];
    };

    for (const operation of controller.behaviour.model.operations) {
      if (operation.method !== "GET" || operation.paging !== "query" || operation.download) continue;
      const parameters = operation.parameters.filter(({ in: place }) => place === "query");
      if (!parameters.some(({ name }) => /^(sorts|filters)\.|^searchKey$/.test(name))) continue;
      const shown = await rowsOf(operation);
      if (shown.length === 0) continue;
      for (const { name, required, schema } of parameters) {
        const parameter = `${operation.name} ${name}`;
        const [kind, member = ""] = name.split(".");
        if (required) continue;
        const values = shown.map((row) => row[member]);
        const differ = new Set(values.map((value) => JSON.stringify(value))).size > 1;
        if (kind === "sorts" && differ && values.every((value) => typeof value !== "object")) {
          for (const [direction, sign] of Object.entries({ asc: 1, desc: -1 })) {
            const got = (await rowsOf(operation, name, direction)).map((row) => row[member]);
            const inOrder = got.every(
              (value, i) => i === 0 || sign * compare(got[i - 1], value) <= 0 || got[i - 1] === value,
            );
            if (got.length === shown.length && inOrder) works.sorts++;
            else faults.push(`${parameter}=${direction}: ${got}`);
          }
        } else if (
          kind === "filters" &&
          differ &&
          ["string", "number", "boolean"].includes(typeof values[0])
        ) {
          // Some filters have numbers for what is on and off.
          const label = values[0] === true ? "enable" : "disable";
          const table = typeof values[0] === "boolean" ? schema["x-omada-values"] : undefined;
          const sent = table?.find((entry) => entry.label === label)?.value ?? values[0];
          // Rows that another operation lists, too, may have values that only its filter has.
          const listed = schema["x-omada-values"]?.map(({ value }) => String(value));
          if (listed && listed.length > 1 && !listed.includes(String(sent))) continue;
          const got = (await rowsOf(operation, name, String(sent))).map((row) => row[member]);
          const meant = values.filter((value) => value === values[0]).length;
          if (got.length === meant && got.every((value) => value === values[0])) works.filters++;
          else faults.push(`${parameter}=${values[0]}: ${got.length} rows for ${meant}`);
        } else if (name === "searchKey") {
          const none = await rowsOf(operation, name, "no such text anywhere");
          if (none.length === 0) works.searches++;
          else faults.push(`${parameter}: ${none.length} rows`);
        }
      }
    }
    expect(faults).toEqual([]);
    for (const kind of ["sorts", "filters", "searches"] as const)
      expect(works[kind], kind).toBeGreaterThanOrEqual(FLOOR[profile][kind]);
  });

  it("find what the documented fields hold", async () => {
    const controller = await createController({ profile, quirks: { brokenOperations: [] } });
    const mock = mockOf(controller);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    let found = 0;
    for (const operation of controller.behaviour.model.operations) {
      const search = operation.parameters.find(({ name }) => name === "searchKey");
      if (operation.method !== "GET" || operation.paging !== "query" || !search) continue;
      const { url } = requestFor(controller, operation);
      const read = async (extra: string): Promise<Row[]> => {
        const answer = await mock.fetch(`${url}${extra}`, { headers: { authorization } });
        return ((await answer.json()) as { result?: { data?: Row[] } }).result?.data ?? [];
      };
      const [first] = await read("");
      const field = search["x-omada-search-fields"]?.find((name) => typeof first?.[name] === "string");
      if (!first || field === undefined) continue;
      const rows = await read(`&searchKey=${encodeURIComponent(String(first[field]).toUpperCase())}`);
      expect(rows, `${operation.name} ${field}`).toContainEqual(first);
      found++;
    }
    expect(found).toBeGreaterThanOrEqual(profile === "5.12" ? 3 : 13);
  });
});

describe.each(PROFILE_IDS)("clients of %s", (profile) => {
  it("are found by name, address, host name and AP, and filtered by AP and radio", async () => {
    const { mock, envelope, siteId } = await session({
      ...{ profile, clients: 12, devices: 5 },
      quirks: { brokenOperations: [] },
    });
    const { omadacId } = mock.credentials;
    const clients = [...mock.state.clients.values()].filter((client) => client.siteId === siteId);
    const client = clients.find(({ apMac }) => apMac !== undefined);
    const apName = mock.state.devices.get(client?.apMac ?? "")?.name;
    const second = profile.startsWith("6.") ? `/openapi/v2/${omadacId}/sites/${siteId}/clients` : undefined;
    const first = `/sites/${siteId}/clients?page=1&pageSize=100`;
    const list = async (searchKey: string, filters: Row): Promise<Row[][]> => {
      const query = new URLSearchParams(searchKey === "" ? {} : { searchKey });
      for (const [name, value] of Object.entries(filters)) query.set(`filters.${name}`, String(value));
      const lists = [await envelope("GET", `${first}&${query}`)];
      if (second) {
        const wrapped = Object.entries(filters).map(([name, value]) => [
          name === "apMac" ? "deviceMac" : name,
          [value],
        ]);
        const body = {
          page: 1,
          pageSize: 100,
          scope: 1,
          searchKey,
          filters: Object.fromEntries(wrapped),
          sorts: {},
        };
        lists.push(await envelope("POST", second, body));
      }
      return lists.map(({ result }) => (result as { data: Row[] }).data);
    };
    for (const text of [client?.name, client?.mac, client?.hostName, client?.ip, apName]) {
      for (const rows of await list(`${text}`, {})) {
        expect(
          rows.map(({ mac }) => mac),
          text,
        ).toContain(client?.mac);
        expect(rows.length, text).toBeLessThan(12);
      }
    }
    for (const name of ["apMac", "radioId"] as const) {
      const meant = clients.filter((other) => other[name] === client?.[name]);
      const macs = meant.map(({ mac }) => mac).sort();
      for (const rows of await list("", { [name]: client?.[name] }))
        expect(rows.map(({ mac }) => mac).sort(), name).toEqual(macs);
    }
    for (const rows of await list("", { noSuchMember: "x", constructor: "x" })) expect(rows).toHaveLength(12);
  });
});

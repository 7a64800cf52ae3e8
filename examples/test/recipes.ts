import { createServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import {
  type MockOptions,
  type RunningMockController,
  startMockController,
} from "@omada-sdk/mock-controller";
import { expect } from "vitest";
import { environmentOf, runExample } from "./run-example.js";

/** Runs a recipe against a controller of its own, and what it needs beside it. */
async function withController(
  run: (controller: RunningMockController) => Promise<void>,
  options: Partial<MockOptions> = {},
): Promise<void> {
  const controller = await startMockController({ profile: "6.2", ...options });
  try {
    await run(controller);
  } finally {
    await controller.close();
  }
}

/** Moves the clock of a controller on while a program waits for something. */
async function withPassingTime<T>(controller: RunningMockController, program: Promise<T>): Promise<T> {
  let over = false;
  const ended = program.finally(() => {
    over = true;
  });
  while (!over) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await controller.clock.advance(1000);
  }
  return ended;
}

/** Waits until a server listens, and closes it after it was used. */
async function withServer<T>(server: Server, use: (url: string) => Promise<T>): Promise<T> {
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

let loaded = 0;

/** Runs a program that was run before: with a query its module is another one. */
function again(name: string): Promise<unknown> {
  return import(/* @vite-ignore */ `${new URL(`../${name}.ts`, import.meta.url).href}?${++loaded}`);
}

function first<T>(items: Iterable<T>): T {
  for (const item of items) return item;
  throw new Error("there is none");
}

/** What every recipe prints and does. */
export const recipes: Record<string, () => Promise<void>> = {
  "metrics-exporter.ts": () =>
    withController(async (controller) => {
      const { devices, sites } = controller.state;
      const down = first(devices.values());
      await controller.setDeviceOnline(down.mac, false);
      down.name = 'Hall "A"\\';
      let server: Server | undefined;
      await runExample(
        async () => {
          ({ server } = await import("../metrics-exporter.js"));
        },
        { ...environmentOf(controller), OMADA_METRICS_PORT: "0" },
      );
      if (!server) throw new Error("there is no server");
      const text = await withServer(server, async (url) => (await fetch(`${url}/metrics`)).text());
      const lines = text.split("\n");
      expect(lines).toContain(
        `omada_device_up{site="${first(sites.values()).name}",mac="${down.mac}",name="Hall \\"A\\"\\\\",type="${down.type}"} 0`,
      );
      const of = (name: string) => lines.filter((line) => line.startsWith(`${name}{`));
      expect(of("omada_device_up")).toHaveLength(devices.size);
      const online = [...controller.state.clients.values()].filter(({ active }) => active).length;
      expect(of("omada_clients").reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0)).toBe(online);
    }),
  "vouchers-to-csv.ts": () =>
    withController(async (controller) => {
      await runExample(() => again("create-vouchers"), environmentOf(controller));
      const site = first(controller.state.sites.values());
      const [, groups] =
        [...controller.state.collections].find(([key]) =>
          key.endsWith(`${site.siteId}/hotspot/voucher-groups`),
        ) ?? [];
      const group = [...(groups?.values() ?? [])].find(({ name }) => name === "Open day");
      if (!group) throw new Error("there is no group");
      group.name = '=1+"1"';
      const environment = { ...environmentOf(controller), OMADA_SITE: site.name };
      const [head, ...rows] = await runExample(() => import("../vouchers-to-csv.js"), environment);
      expect(head).toBe("code,group,minutes,status");
      const created = rows.filter((row) => row.includes(`"'=1+""1"""`));
      expect(created).toHaveLength(10);
      for (const row of created) expect(row).toMatch(/^"\d{8}",.*,"1440","unused"$/);
    }),
  "adopt-devices.ts": () =>
    withController(
      async (controller) => {
        const pending = [...controller.state.devices.values()].filter(({ status }) => status === 2);
        const { siteId } = first(controller.state.sites.values());
        const here = pending.filter((device) => device.siteId === siteId);
        const environment = { ...environmentOf(controller), OMADA_POLL_MS: "1" };
        const lines = await withPassingTime(
          controller,
          runExample(() => import("../adopt-devices.js"), environment),
        );
        expect(lines.sort()).toEqual(
          [
            "2 devices wait for adoption",
            ...here.map(({ name, mac }) => `${name} (${mac}) is adopted`),
          ].sort(),
        );
        for (const device of here) expect(device.status).toBe(1);
      },
      { pendingDevices: 2 },
    ),
  "nightly-backup.ts": () =>
    withController(async (controller) => {
      const environment = { ...environmentOf(controller), OMADA_POLL_MS: "1" };
      const sent = {
        OMADA_FILE_SERVER: "sftp://files.test:2222/backups/",
        OMADA_FILE_USER: "omada",
        OMADA_FILE_PASSWORD: "secret of the server",
      };
      const load = () => import("../nightly-backup.js");
      const lines = await withPassingTime(controller, runExample(load, { ...environment, ...sent }));
      const day = new Date().toISOString().slice(0, 7);
      expect(lines).toEqual([
        expect.stringContaining(`the controller sends /backups/omada-${day}`),
        "the backup is done",
      ]);
      expect(lines.join()).not.toContain("secret");
      expect(controller.state.backups).toMatchObject([{ sentTo: "files.test", siteIds: undefined }]);
      expect(first(controller.requests.of("backupAndRestore.backupFileServer")).body).toMatchObject({
        serverConfig: { protocol: "SFTP", hostname: "files.test", port: 2222, username: "omada" },
      });
    }),
  "change-ssid.ts": () =>
    withController(async (controller) => {
      const environment = { ...environmentOf(controller), OMADA_NEW_SSID: "Visitors" };
      const ssids = () =>
        [...controller.state.collections]
          .filter(([key]) => key.endsWith("/ssids"))
          .flatMap(([, rows]) => [...rows.values()]);
      // The sites' SSIDs are made when they are read first.
      await runExample(() => again("change-ssid"), { ...environment, OMADA_SSID: "no such SSID" });
      const before = ssids();
      const name = `${before[0]?.name}`;
      const places = before.filter((ssid) => ssid.name === name);
      const preview = await runExample(() => again("change-ssid"), { ...environment, OMADA_SSID: name });
      expect(preview.at(-1)).toBe(`${places.length} places; set OMADA_APPLY=yes to change them`);
      expect(preview[0]).toMatch(new RegExp(`: "${name}" -> "Visitors"$`));
      expect(ssids().filter((ssid) => ssid.name === name)).toHaveLength(places.length);

      const apply = { ...environment, OMADA_SSID: name, OMADA_APPLY: "yes" };
      const lines = await runExample(() => again("change-ssid"), apply);
      expect(lines.at(-1)).toBe(`${places.length} of ${places.length} places changed`);
      expect(ssids().filter((ssid) => ssid.name === "Visitors")).toHaveLength(places.length);

      // One of which the controller leaves something out is not written, and named.
      const [incomplete] = ssids();
      Object.assign(incomplete ?? {}, { name: "Incomplete" });
      const body = JSON.stringify({ errorCode: 0, msg: "", result: { name: "Incomplete", band: 3 } });
      controller.faults.add({
        operation: "wirelessNetwork.getSsidDetail",
        nth: 1,
        fault: { kind: "status", status: 200, body },
      });
      const missed = await runExample(() => again("change-ssid"), { ...apply, OMADA_SSID: "Incomplete" });
      expect(missed.slice(1)).toEqual([
        expect.stringMatching(/: not changed as it should be$/),
        "0 of 1 places changed",
      ]);
      expect(incomplete?.name).toBe("Incomplete");
    }),
  "cycle-poe.ts": () =>
    withController(async (controller) => {
      const device = [...controller.state.devices.values()].find(({ type }) => type === "switch");
      const environment = {
        ...environmentOf(controller),
        OMADA_SWITCH: `${device?.mac}`.replaceAll("-", ":").toLowerCase(),
        OMADA_PORTS: "2,3",
        OMADA_OFF_MS: "1",
      };
      const lines = await runExample(() => import("../cycle-poe.js"), environment);
      expect(lines).toEqual(["without power: 2, 3", "power is back"]);
      expect(controller.state.ports.get(`${device?.mac}/2`)).toMatchObject({
        poe: 1,
        profileOverrideEnable: true,
      });
      const modes = controller.requests.of("switch.batchSetPoeModeForGivenPorts").map(({ body }) => body);
      expect(modes).toEqual([
        { portList: [2, 3], poeMode: 0 },
        { portList: [2, 3], poeMode: 1 },
      ]);
    }),
  "alerts-to-webhook.ts": () =>
    withController(async (controller) => {
      const ap = [...controller.state.devices.values()].find(({ type }) => type === "ap");
      await controller.setDeviceOnline(`${ap?.mac}`, false);
      await controller.raiseEvent({ content: "An old one", alert: "Warning" });
      for (const alert of controller.state.alerts) if (alert.content === "An old one") alert.resolved = true;
      const bodies: string[] = [];
      const chat = createServer((message, response) => {
        message.setEncoding("utf8").on("data", (piece) => bodies.push(piece));
        message.on("end", () => response.end());
      }).listen(0, "127.0.0.1");
      const lines = await withServer(chat, (url) =>
        runExample(() => import("../alerts-to-webhook.js"), {
          ...environmentOf(controller),
          CHAT_WEBHOOK: `${url}/chat`,
        }),
      );
      expect(lines).toEqual(["1 alerts sent"]);
      expect(JSON.parse(bodies.join(""))).toEqual({
        text: expect.stringMatching(new RegExp(`Error: ${ap?.name} `)),
      });
    }),
  "webhook-receiver.ts": () =>
    withController(async (controller) => {
      // A free port: the controller has to know the address before the program listens.
      const probe = createServer().listen(0, "127.0.0.1");
      const url = await withServer(probe, async (address) => `${address}/hook`);
      const environment = {
        ...environmentOf(controller),
        WEBHOOK_URL: url,
        WEBHOOK_SECRET: "a secret",
        WEBHOOK_PORT: new URL(url).port,
      };
      const site = first(controller.state.sites.values());
      const lines = await runExample(async () => {
        const { server } = await import("../webhook-receiver.js");
        await withServer(server, async () => {
          await controller.raiseEvent({ siteId: site.siteId, content: "AP 1 was adopted." });
          await fetch(url, {
            method: "POST",
            body: JSON.stringify({ shardSecret: "a guess", text: ["Hello"] }),
          });
        });
      }, environment);
      expect(lines).toEqual([
        `the controller sends events to ${url}`,
        `${site.name}: AP 1 was adopted.`,
        "refused: wrong secret",
      ]);
      expect(controller.state.dispatches).toMatchObject([{ url, delivered: true }]);
      const settings = controller.requests.of("log.modifyLogSettingSiteV2");
      expect(settings).toHaveLength(controller.state.sites.size);
      expect(settings[0]).toMatchObject({
        errorCode: 0,
        body: {
          webhookConfig: { webhookEnable: true, webhookId: controller.state.dispatches[0]?.webhookId },
        },
      });
    }),
  "msp-report.ts": () =>
    withController(async (controller) => {
      const lines = await runExample(() => import("../msp-report.js"), environmentOf(controller));
      expect(lines).toHaveLength(2 + 3);
      for (const line of lines.slice(2)) expect(line).toMatch(/^\| .+ \| 1 \| 3 \| - \| 2 \|$/);
    }),
  "msp-batch.ts": () =>
    withController(async (controller) => {
      const environment = { ...environmentOf(controller), OMADA_DESCRIPTION: "Checked in November" };
      const lines = await runExample(() => import("../msp-batch.js"), environment);
      expect(lines).toHaveLength(3);
      for (const line of lines) expect(line).toMatch(/: done$/);
      const [, customers] =
        [...controller.state.collections].find(([key]) => key.endsWith("/customers")) ?? [];
      for (const row of customers?.values() ?? []) expect(row.description).toBe("Checked in November");
      expect(controller.requests.of("mspBatch.mspBatchController")).toHaveLength(1);
    }),
  "authorization-code.ts": () =>
    withController(async (controller) => {
      const { username, password } = controller.credentials;
      const environment = { ...environmentOf(controller), OMADA_USER: username, OMADA_PASSWORD: password };
      controller.faults.add({ operation: "site.getSiteList", nth: 1, fault: { kind: "token-death" } });
      const lines = await runExample(() => import("../authorization-code.js"), environment);
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^user ${username} \\(`)));
      expect(lines).toContain(`site ${first(controller.state.sites.values()).name}`);
      const steps = controller.requests.filter(({ path }) => path.startsWith("/openapi/authorize/"));
      expect(steps.map(({ path }) => path.split("/").at(-1))).toEqual(["login", "code", "token", "token"]);
      expect(steps.map(({ query }) => query.grant_type)).toContain("refresh_token");
    }),
  "login-page.ts": () =>
    withController(async (controller) => {
      const { clientId, omadacId, username, password } = controller.credentials;
      const environment = {
        ...environmentOf(controller),
        OMADA_LOGIN_PAGE: `${controller.url}/openapi/login`,
        OMADA_LOGIN_PORT: "0",
      };
      let server: Server | undefined;
      const lines = await runExample(async () => {
        ({ server } = await import("../login-page.js"));
      }, environment);
      if (!server) throw new Error("there is no server");
      await withServer(server, async (url) => {
        const redirect = await fetch(`${url}/login`, { redirect: "manual" });
        const page = new URL(`${redirect.headers.get("location")}`);
        expect(page.searchParams.get("client_id")).toBe(clientId);

        // The user's part, which the page does: log in and come back with a code.
        const query = `client_id=${clientId}&omadac_id=${omadacId}`;
        const post = async (path: string, headers: Record<string, string>, body?: string) => {
          const init = {
            method: "POST",
            headers: { "content-type": "application/json", ...headers },
            body: body ?? null,
          };
          return (await (await controller.fetch(`${controller.url}/openapi/authorize/${path}`, init)).json())
            .result;
        };
        const login = await post(`login?${query}`, {}, JSON.stringify({ username, password }));
        const session = { "csrf-token": login.csrfToken, cookie: `TPOMADA_SESSIONID=${login.sessionId}` };
        const code = await post(`code?${query}&response_type=code`, session);
        const answer = await fetch(`${url}/callback?code=${code}`);
        expect(await answer.text()).toBe(
          [...controller.state.sites.values()].map(({ name }) => name).join("\n"),
        );
        expect((await fetch(`${url}/callback?error=access_denied`)).status).toBe(401);
      });
      expect(lines).toEqual([]);
    }),
  "own-requests.ts": () =>
    withController(async (controller) => {
      const lines = await runExample(() => import("../own-requests.js"), environmentOf(controller));
      const { sites } = controller.state;
      expect(lines).toEqual([`${sites.size} sites, the first one is ${first(sites.values()).name}`]);
    }),
};

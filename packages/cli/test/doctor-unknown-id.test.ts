import { createNodeFetch } from "@omada-sdk/core/node";
import { startMockController } from "@omada-sdk/mock-controller";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Check } from "../src/doctor/check.js";
import { examine } from "../src/doctor/examine.js";
import { verdictOf } from "../src/doctor/report.js";

/**
 * What the owner of a hardware controller (OC300, 6.1.0.19) published in 2026: the token came from 443, everything else was asked at
 * 8043, and each way to list the sites failed with HTTP 500 or -7131. Ports of the simulation stand for the two.
 */
type Port = "hardware" | "software";

interface Reported {
  what: string;
  port: Port;
  method: "GET" | "POST";
  /** `<id>` stands for the omadacId. */
  path: string;
  headers?: Record<string, string>;
  /** What came back: the HTTP status, or the code of an envelope with status 200. */
  answered: { status?: number; code?: number };
  /** How `omada doctor` explains it when it is given this address. */
  explained: { check: Check["name"]; state: Check["state"]; says: RegExp; next?: RegExp };
}

const REPORTED: Reported[] = [
  {
    what: "the token",
    port: "hardware",
    method: "POST",
    path: "/openapi/authorize/token?grant_type=client_credentials",
    answered: { code: 0 },
    explained: { check: "token", state: "ok", says: /gives a token/ },
  },
  {
    what: "the sites with the id in the path, at the other port",
    port: "software",
    method: "GET",
    path: "/openapi/v1/<id>/sites",
    answered: { status: 500 },
    explained: {
      check: "sites",
      state: "failed",
      says: /HTTP 500 to a request that is right/,
      next: /^omada doctor HARDWARE$/,
    },
  },
  {
    what: "the sites with the id in the query",
    port: "software",
    method: "GET",
    path: "/openapi/v1/sites?omadacId=<id>",
    answered: { code: -7131 },
    explained: {
      check: "request",
      state: "failed",
      says: /omadacId is missing in the path: the controller takes "sites" for it/,
      next: /\/openapi\/v1\/<id>\/sites\?page=1&pageSize=10$/,
    },
  },
  {
    what: "the sites with the id in a header",
    port: "software",
    method: "GET",
    path: "/openapi/v1/sites",
    headers: { "omadac-id": "<id>" },
    answered: { code: -7131 },
    explained: { check: "request", state: "failed", says: /no id from the query or from headers/ },
  },
  {
    what: "who the controller is",
    port: "software",
    method: "GET",
    path: "/api/info",
    answered: { code: 0 },
    explained: {
      check: "address",
      state: "warning",
      says: /hardware controller, whose API is on/,
      next: /^omada doctor HARDWARE$/,
    },
  },
  {
    what: "the login of a user",
    port: "software",
    method: "POST",
    path: "/<id>/api/v2/login",
    answered: { status: 500 },
    explained: { check: "request", state: "warning", says: /belongs to the web pages, not to the Open API/ },
  },
];

async function oc300() {
  const controller = await startMockController({ profile: "6.2", seed: 7131 });
  const { omadacId } = controller.credentials;
  const result = {
    controllerVer: "6.1.0.19",
    apiVer: "3",
    configured: true,
    type: 11,
    supportApp: true,
    omadacId,
  };
  const body = JSON.stringify({ errorCode: 0, msg: "Success.", result });
  controller.faults.add({ path: "/api/info", fault: { kind: "status", status: 200, body } });
  return controller;
}

let doors: Record<Port, Awaited<ReturnType<typeof oc300>>>;
const fetch = createNodeFetch({ insecure: true }, { warn: () => undefined });
beforeAll(async () => {
  doors = { hardware: await oc300(), software: await oc300() };
  const { omadacId } = doors.software.credentials;
  const broken = { kind: "status", status: 500, body: "" } as const;
  doors.software.faults.add({ path: new RegExp(`^/openapi/v\\d/${omadacId}/`), fault: broken });
  doors.software.faults.add({ path: new RegExp(`^/${omadacId}/api/`), fault: broken });
});
afterAll(async () => {
  await Promise.all([fetch.close(), doors.hardware.close(), doors.software.close()]);
});

const portOf = (port: Port) => Number(new URL(doors[port].url).port);

async function examined(port: Port, path = "/") {
  const { clientId, clientSecret } = doors[port].credentials;
  const checks: Check[] = [];
  const { pathname, searchParams } = new URL(path, doors[port].url);
  const request = { path: pathname, hasPage: searchParams.has("page") && searchParams.has("pageSize") };
  await examine(
    {
      origin: doors[port].url,
      request: pathname === "/" ? undefined : request,
      fingerprint: undefined,
      insecure: true,
      credentials: { clientId, clientSecret },
      omadacId: undefined,
      specs: "none",
      ports: { hardware: portOf("hardware"), software: portOf("software"), portal: 1 },
      timeoutMs: 5000,
      signal: new AbortController().signal,
    },
    (check) => checks.push(check),
  );
  return checks;
}

describe("the report of a controller that does not know its id", () => {
  test.each(REPORTED)("$what", async ({ port, method, path, headers = {}, answered, explained }) => {
    const { omadacId, clientId, clientSecret } = doors[port].credentials;
    const filled = (text: string) => text.replaceAll("<id>", omadacId);
    const credentials = { omadacId, client_id: clientId, client_secret: clientSecret };
    const response = await fetch(doors[port].url + filled(path), {
      method,
      headers: {
        "content-type": "application/json",
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)])),
      },
      ...(method === "POST" && { body: JSON.stringify(credentials) }),
    });
    const text = await response.text();
    if (answered.status !== undefined) expect(response.status).toBe(answered.status);
    else expect(JSON.parse(text)).toMatchObject({ errorCode: answered.code });

    const checks = await examined(port, filled(path));
    const check = checks.find(({ name }) => name === explained.check);
    expect(check).toMatchObject({ state: explained.state, says: expect.stringMatching(explained.says) });
    if (explained.next)
      expect(check?.next?.replaceAll(omadacId, "<id>").replaceAll(doors.hardware.url, "HARDWARE")).toMatch(
        explained.next,
      );
  });

  test("ends with the address that was never tried, where everything works", async () => {
    const wrong = verdictOf(await examined("software"));
    expect(wrong.ok).toBe(false);
    expect(wrong.next[0]).toBe(`omada doctor ${doors.hardware.url}`);
    const right = await examined(
      "hardware",
      `/openapi/v1/${doors.hardware.credentials.omadacId}/sites?page=1&pageSize=10`,
    );
    expect(verdictOf(right)).toMatchObject({ ok: true });
    expect(right.find(({ name }) => name === "request")?.state).toBe("ok");
    expect(right.find(({ name }) => name === "sites")?.state).toBe("ok");
  });
});

import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { clientCredentials, ERROR_KIND } from "@omada-sdk/auth";
import { describe, expect, it } from "vitest";
import {
  createClient,
  isOmadaApiError,
  isOmadaConnectionError,
  isOmadaError,
  isOmadaHttpError,
  OmadaApiError,
  OmadaError,
} from "../src/index.js";
import { envelope, OMADAC_ID, startController } from "./support/controller.js";
import { connectTo } from "./support/groups.js";

describe.concurrent("errors", () => {
  it.each([
    [200, -33000, "siteNotFound", false],
    [400, "-1001", "invalidParameters", false],
    [429, -7132, "tooManyRequests", true],
    [200, -98765, undefined, false],
  ])("HTTP %i with errorCode %s", async (status, errorCode, codeName, retryable) => {
    const controller = await startController((_, response) => {
      response.statusCode = status;
      envelope(response, undefined, errorCode);
    });
    const omada = await connectTo(controller);
    const error = await omada.device.getDevice({ siteId: "s", deviceMac: "A" }).catch((reason) => reason);
    expect(error).toBeInstanceOf(OmadaApiError);
    expect(error).toBeInstanceOf(OmadaError);
    expect(error).toMatchObject({
      code: Number(errorCode),
      codeName,
      retryable,
      status,
      operation: "device.getDevice",
      method: "GET",
      path: "/openapi/v1/{omadacId}/sites/{siteId}/devices/{deviceMac}",
      url: `${controller.origin}/openapi/v1/${OMADAC_ID}/sites/s/devices/A`,
      controllerMessage: "No.",
    });
    expect(isOmadaApiError(error, Number(errorCode))).toBe(true);
    expect(isOmadaApiError(error, -1)).toBe(false);
  });

  it("guards hold for errors of another realm", () => {
    const foreign = runInNewContext("Object.assign(new Error('x'), { code: -1 })");
    expect(isOmadaError(foreign)).toBe(false);
    foreign[ERROR_KIND] = "api";
    expect(foreign).not.toBeInstanceOf(Error);
    expect(isOmadaApiError(foreign, -1)).toBe(true);
  });

  it("-7131 compares the id with the one the controller reports", async () => {
    const controller = await startController((_, response) => envelope(response, undefined, -7131));
    const other = "f".repeat(32);
    const wrong = await connectTo(controller, { omadacId: other, logger: { warn: () => undefined } });
    const hint = expect.stringMatching(new RegExp(`"${other}".*reports "${OMADAC_ID}"`));
    await expect(wrong.device.getTags({ siteId: "s" })).rejects.toMatchObject({ code: -7131, hint });
    const right = await connectTo(controller);
    await expect(right.device.getTags({ siteId: "s" })).rejects.toMatchObject({
      hint: expect.stringContaining("8043"),
    });
  });

  it("no error, and nothing else, shows secret or token", async () => {
    const controller = await startController((request, response) => {
      response.statusCode = 500;
      response.end(`failed: ${request.headers.authorization} client_secret=s3cr3t-value`);
    });
    const omada = await connectTo(controller);
    const failure = await omada.file.bare({ q: "client_secret=s3cr3t-value" }).catch((reason) => reason);
    expect(isOmadaHttpError(failure)).toBe(true);
    const shown = [failure, omada, omada.device, omada.raw.device].flatMap((value) => [
      inspect(value, { depth: 10, showHidden: true, getters: false }),
      JSON.stringify(value),
      String(Object(value).stack),
    ]);
    expect(shown.join("\n")).not.toMatch(/s3cr3t|AT-1/);
  });

  it.each(["5.12.9", "6.2.0.17"])(
    "a fetch that quotes what it sent to %s gives nothing away",
    async (controllerVer) => {
      const secret = "s3cr3t-value";
      const fetch = async (url: string, init: RequestInit) => {
        if (url.endsWith("/api/info"))
          return Response.json({ errorCode: 0, result: { controllerVer, omadacId: OMADAC_ID } });
        throw Object.assign(new Error(`request to ${url} failed: ${init.body}`), {
          code: "ECONNRESET",
          url,
          init,
        });
      };
      const auth = clientCredentials({ clientId: "client", clientSecret: secret });
      const options = { baseUrl: "https://host.example", auth, fetch };
      const omada = await createClient(options, []);
      const failure = await omada.request<never>("GET", "/openapi/v1/{omadacId}/x").catch((reason) => reason);
      expect(isOmadaConnectionError(failure) && failure.reason).toBe("ECONNRESET");
      const shown =
        inspect(failure, { depth: 20, showHidden: true }) + failure.cause.stack + failure.cause.message;
      expect(shown).toContain("ECONNRESET");
      expect(shown).not.toContain(secret);
    },
  );
});

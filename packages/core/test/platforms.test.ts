import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { envelope, OMADAC_ID, startController } from "./support/controller.js";
import { code, silence, slowBody, status } from "./support/faults.js";
import { nodeVersions } from "./support/node-versions.js";
import { otherPlatforms } from "./support/other-platforms.js";
import { runProgram } from "./support/run-program.js";

const folder = mkdtempSync(join(tmpdir(), "omada-core-"));
const deaf = createServer((socket) => void socket.on("error", () => undefined));
beforeAll(async () => {
  deaf.listen(0, "127.0.0.1");
  await once(deaf, "listening");
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  deaf.close();
});

async function startEverything(options = {}) {
  const expired = new Set<unknown>();
  let unavailable = true;
  return startController((request, response) => {
    const { authorization } = request.headers;
    switch (request.path.split("/").at(-1)) {
      case "silence":
        return silence(response);
      case "slow":
        return slowBody(response);
      case "unavailable":
        return status(503)(response);
      case "once-unavailable":
        if (!unavailable) return envelope(response, "repeated");
        unavailable = false;
        return status(503)(response);
      case "devices": {
        const { page, pageSize } = Object.fromEntries(new URLSearchParams(request.query));
        return envelope(response, pageOf(95, Number(page), Number(pageSize)));
      }
      case "fails":
        return code(-43916)(response);
      case "redirect":
        return status(302, "", { location: "/elsewhere" })(response);
      case "file":
        return status(200, "a,b", { "content-type": "text/csv" })(response);
      case "half-file":
        response.writeHead(200, { "content-type": "text/csv" });
        return void response.write("a,b\n");
      case "expired":
        if (expired.has(authorization)) return envelope(response, "renewed");
        expired.clear();
        expired.add(`AccessToken=AT-${Number(authorization?.replace(/\D+/g, "")) + 1}`);
        return code(-44112)(response);
      default:
        return envelope(response, request.body.length > 0 ? request.body.length : request.method);
    }
  }, options);
}

function pageOf(totalRows: number, currentPage: number, currentSize: number) {
  const all = Array.from({ length: totalRows }, (_, id) => ({ id }));
  const data = all.slice((currentPage - 1) * currentSize, currentPage * currentSize);
  return { totalRows, currentPage, currentSize, data };
}

const everything = {
  read: "GET",
  write: 10,
  upload: expect.any(Number),
  file: "a,b",
  expired: "renewed",
  headers: "ended",
  body: "ended",
  backoff: "ended",
  queue: "ended",
  freed: ["freed", "freed"],
  download: "ended",
  timeout: "OmadaTimeoutError",
};

describe("a process", () => {
  it.each(nodeVersions())(
    "on $name makes every kind of call, ends calls in every phase, and ends by itself",
    async ({ path }) => {
      const controller = await startEverything();
      const ca = join(folder, `${Math.random()}.pem`);
      writeFileSync(ca, controller.certificate.cert);
      const end = await runProgram(path, "calls.ts", {
        ORIGIN: controller.origin,
        DEAF_ORIGIN: `https://127.0.0.1:${(deaf.address() as AddressInfo).port}`,
        FINGERPRINT: controller.certificate.fingerprint256,
        NODE_EXTRA_CA_CERTS: ca,
      });
      expect(end.stderr.replace(/^.*(?:Warning|--trace-).*$/gm, "").trim()).toBe("");
      expect(JSON.parse(end.stdout)).toEqual({
        node: everything,
        builtInAgent: "its own",
        builtIn: everything,
        tls: "GET",
        handshake: "ended",
      });
      expect(end.exitCode).toBe(0);
      // The limit of a call is 30 seconds: one timer left behind would keep the process that long.
      expect(end.lingeredMs).toBeLessThan(15_000);
      await expect.poll(() => controller.openSockets()).toBe(0);
    },
  );

  it.each(otherPlatforms())("on $name does everything that needs no Node", async ({ run }) => {
    const controller = await startEverything({ plain: true });
    await expect(run(controller.origin)).resolves.toEqual({
      discovered: [OMADAC_ID, "6.2.0.17"],
      write: 10,
      upload: true,
      renewed: "renewed",
      repeated: "repeated",
      rows: [95, 95],
      raw: { errorCode: 0, msg: "Success.", result: 10 },
      file: "a,b",
      failure: ["ospfUnsupported", "unsupported"],
      redirect: "OmadaHttpError",
      ended: "ended",
      endedFile: "ended",
      timeout: "OmadaTimeoutError",
      unreachable: "OmadaConnectionError",
      tls: "OmadaError",
    });
  });
});

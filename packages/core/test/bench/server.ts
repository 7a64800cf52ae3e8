import { writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createCertificate } from "../support/certificate.js";
import { answers } from "./answers.js";

/**
 * The other side of the benchmark, in a process of its own: server.ts <file> [<devices>] [<milliseconds>] writes its
 * certificate to a file and its port to its parent, and waits before it answers.
 */
const [file = "", devices = "3", latency = "0"] = process.argv.slice(2);
const answerTo = answers(Number(devices));
const { key, cert } = createCertificate();
writeFileSync(file, cert);
const server = createServer({ key, cert }, (request, response) => {
  request.resume();
  response.setHeader("content-type", "application/json");
  const answer = (): unknown => response.end(answerTo(request.url ?? ""));
  if (Number(latency) > 0) setTimeout(answer, Number(latency));
  else answer();
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());

import { writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createCertificate } from "../support/certificate.js";
import { answerTo } from "./answers.js";

/**
 * The other side of the benchmark, in a process of its own: writes its certificate to argv[2] and its port to its
 * parent.
 */
const { key, cert } = createCertificate();
writeFileSync(process.argv[2] as string, cert);
const server = createServer({ key, cert }, (request, response) => {
  request.resume();
  response.setHeader("content-type", "application/json");
  response.end(answerTo(request.url ?? ""));
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());

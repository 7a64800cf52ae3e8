// Writes a full sweep of a profile as a HAR file, and the document it was made by, for an independent checker:
// node --conditions=@omada-sdk/source --import tsx packages/mock-controller/bench/write-har.ts 6.2 <folder>
// redocly drift <folder>/openapi.json --traffic <folder>/traffic.har --server https://mock.invalid
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HarEntry, ProfileId } from "../src/index.js";
import { createController, mockOf } from "../src/server/create.js";
import { groupDocument } from "../src/server/documents/document.js";
import { documented, ORIGIN, requestFor, userToken } from "../test/support.js";

const [profile = "6.2", folder = "."] = process.argv.slice(2);
const controller = await createController({
  profile: profile as ProfileId,
  // What controllers were seen to answer otherwise is no fault of the mock.
  model: documented(profile as ProfileId),
  quirks: { brokenOperations: [], checkReferences: false, siteCopyEndsTokens: false, bareAnswers: true },
});
const mock = mockOf(controller);
const authorization = `AccessToken=${await userToken(mock, profile as ProfileId)}`;
const { sites, devices, clients } = controller.state;
const pristine = structuredClone({ sites, devices, clients });
const entries: HarEntry[] = [];
for (const operation of controller.behaviour.model.operations) {
  if (operation.download) continue;
  const { url, init } = requestFor(controller, operation);
  const answer = await mock.fetch(url, { ...init, headers: { ...init.headers, authorization } });
  const text = await answer.text();
  const mimeType = answer.headers.get("content-type") ?? "";
  const sent =
    init.body === undefined ? {} : { postData: { mimeType: "application/json", text: `${init.body}` } };
  entries.push({
    ...{
      startedDateTime: new Date(0).toISOString(),
      time: 0,
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    },
    request: {
      ...{
        method: operation.method,
        url,
        httpVersion: "HTTP/1.1",
        cookies: [],
        headersSize: -1,
        bodySize: -1,
      },
      headers: init.body === undefined ? [] : [{ name: "content-type", value: "application/json" }],
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      ...sent,
    },
    response: {
      ...{ status: answer.status, statusText: "OK", httpVersion: "HTTP/1.1", cookies: [], redirectURL: "" },
      ...{ headersSize: -1, bodySize: text.length, headers: [{ name: "content-type", value: mimeType }] },
      content: { size: text.length, mimeType, text },
    },
  });
  controller.state.collections.clear();
  Object.assign(controller.state, structuredClone(pristine));
}
const har = { log: { version: "1.2", creator: { name: "mock-controller", version: "0" }, entries } };
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "traffic.har"), JSON.stringify(har));
await writeFile(
  join(folder, "openapi.json"),
  JSON.stringify(groupDocument(controller.behaviour.model, { group: undefined, unlisted: true }, ORIGIN)),
);
console.log(`${entries.length} calls of ${profile} in ${folder}`);

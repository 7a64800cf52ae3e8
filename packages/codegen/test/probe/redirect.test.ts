import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { fetchTarget } from "../../src/probe/target.js";

it("a controller behind a fetch that redirects is none: the headers do not go elsewhere", async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url, headers }, response) => {
    asked.push(url);
    if (url?.startsWith("/elsewhere")) {
      expect(headers.authorization).toBeUndefined();
      response.writeHead(200, { "content-type": "application/json" }).end('{"errorCode":0,"result":1}');
    } else response.writeHead(307, { location: "/elsewhere", "content-type": "text/plain" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const target = fetchTarget({
      origin,
      omadacId: "x",
      fetch: globalThis.fetch,
      authorize: async () => ({ authorization: "AccessToken=AT-1" }),
    });
    const read = await target.read({
      path: "/openapi/v1/{omadacId}/sites",
      parameters: {},
      query: { page: 1 },
    } as never);
    expect(read).toEqual({ kind: "foreign", reason: "HTTP 307" });
    expect(asked).toEqual(["/openapi/v1/x/sites?page=1"]);
  } finally {
    server.close();
  }
});

import { describe, expect, it } from "vitest";
import { createBatch, type GroupDefinition, OmadaApiError, OmadaError } from "../src/index.js";
import { envelope, OMADAC_ID, type SeenRequest, startController } from "./support/controller.js";
import { after, status } from "./support/faults.js";
import { connectTo } from "./support/groups.js";

interface BatchTags {
  ap: {
    rename: (args: { apMac: string; body: { name: string } }) => Promise<void>;
    create: (args: { siteId: string; verbose?: boolean; body: object }) => Promise<{ id: string }>;
    remove: (args: { id: string }) => Promise<void>;
    read: (args: { id: string }) => Promise<void>;
    createUser: (args: { body: object }) => Promise<void>;
    upload: (args: { body: object }) => Promise<void>;
    elsewhere: () => Promise<void>;
    msp: (args: { mspId: string; id: string }) => Promise<void>;
  };
}
const group: GroupDefinition<BatchTags> = {
  snapshot: {
    id: "6.2",
    line: "v6",
    flavour: "local",
    controllerVersion: "6.2",
    snapshots: ["5.12", "5.15", "6.2"],
  },
  group: "ap",
  tags: ["ap"],
  table: [
    "#ap",
    "rename A/v1/{}/aps/{apMac}",
    "create P/v1/{}/sites/{siteId}/aps",
    "remove D/v1/{}/aps/{id} ;^3;!ap.removeAll",
    "read G/v1/{}/aps/{id}",
    "createUser P/v1/{}/users c",
    "upload P/v1/{}/upload m",
    "elsewhere P!/api/v2/thing",
    "msp D/v1/msp/{mspId}/customers/{id}",
  ].join("\n"),
};

interface Sent {
  interrupt: boolean;
  actions: Array<{ path: string; method: string; query?: string; body?: unknown }>;
}

/** Statuses of results, with how many there are of each in a row. */
function statesOf(all: ReadonlyArray<{ status: string }> = []): string {
  const runs: Array<[string, number]> = [];
  for (const { status } of all) {
    const last = runs.at(-1);
    if (last?.[0] === status) last[1]++;
    else runs.push([status, 1]);
  }
  return runs.map(([status, count]) => `${count} ${status}`).join(", ");
}

/** A client of a controller that answers each action with what `answer` says, or the whole batch with a code. */
async function batching(
  answer: (action: Sent["actions"][number]) => unknown,
  whole: (sent: Sent) => number = () => 0,
) {
  const requests: Array<{ request: SeenRequest; sent: Sent }> = [];
  const controller = await startController((request, response) => {
    const sent = JSON.parse(request.body) as Sent;
    requests.push({ request, sent });
    const code = whole(sent);
    if (code !== 0) return envelope(response, undefined, code);
    const list: unknown[] = [];
    for (const action of sent.actions) {
      const failed = list.some((one) => (one as { errorCode: number }).errorCode !== 0);
      list.push(failed && sent.interrupt ? { errorCode: -1619, msg: "No." } : answer(action));
    }
    envelope(response, { response: list });
  });
  const client = await connectTo(controller);
  return { omada: Object.assign(client, client.with(group)), requests };
}

const fine = () => ({ errorCode: 0, msg: "Success.", result: { id: "1" } });

describe.concurrent("a batch", () => {
  it("carries actions as the controller takes them", async () => {
    const { omada, requests } = await batching(fine);
    const batch = createBatch(omada);
    batch.add(omada.ap.rename, { apMac: "AA/1", body: { name: "Lobby" } });
    const created = batch.add(omada.ap.create, { siteId: "s", verbose: true, body: {} });
    batch.add(omada.ap.remove, { id: "x" });
    expect(batch.size).toBe(3);
    const results = await batch.send();
    expect(requests).toHaveLength(1);
    expect(requests[0]?.request).toMatchObject({ method: "POST", path: `/openapi/v1/${OMADAC_ID}/batch` });
    expect(requests[0]?.sent).toEqual({
      interrupt: true,
      actions: [
        { method: "PATCH", path: `/openapi/v1/${OMADAC_ID}/aps/AA%2F1`, body: { name: "Lobby" } },
        { method: "POST", path: `/openapi/v1/${OMADAC_ID}/sites/s/aps`, query: "verbose=true", body: {} },
        { method: "DELETE", path: `/openapi/v1/${OMADAC_ID}/aps/x` },
      ],
    });
    expect(results.of(created)).toEqual({ status: "done", operation: "ap.create", value: { id: "1" } });
    expect(() => results.throwIfFailed()).not.toThrow();
    await expect(batch.send()).rejects.toThrow(/sent already/);
    expect(() => batch.add(omada.ap.remove, { id: "x" })).toThrow(/sent already/);
  });

  it("is cut into twenties", async () => {
    const { omada, requests } = await batching(fine);
    const batch = createBatch(omada);
    for (let index = 0; index < 45; index++) batch.add(omada.ap.remove, { id: `${index}` });
    const { all } = await batch.send();
    expect(requests.map(({ sent }) => sent.actions.length)).toEqual([20, 20, 5]);
    expect(all).toHaveLength(45);
    expect(await createBatch(omada).send()).toMatchObject({ all: [] });
  });

  it.each([
    [true, ["done", "failed", "skipped"], 20, 1],
    [false, ["done", "failed", "done"], 0, 3],
  ])("with interrupt %s", async (interrupt, first, unsent, count) => {
    const { omada, requests } = await batching(({ path }) =>
      path.endsWith("/1") ? { errorCode: -39303, msg: "No." } : fine(),
    );
    const batch = createBatch(omada, { interrupt });
    for (let index = 0; index < 45; index++) batch.add(omada.ap.remove, { id: `${index}` });
    const results = await batch.send();
    const { all } = results;
    expect(all.slice(0, 3).map(({ status }) => status)).toEqual(first);
    expect(all.slice(20, 40).filter(({ status }) => status === "skipped")).toHaveLength(unsent);
    expect(requests).toHaveLength(count);
    const [, failed, after] = all;
    expect(failed).toMatchObject({
      error: { code: -39303, codeName: "apNotFound", operation: "ap.remove", method: "DELETE" },
    });
    if (interrupt) expect(after).toMatchObject({ error: { code: -1619, codeName: "batchActionSkipped" } });
    expect(() => results.throwIfFailed()).toThrow(OmadaApiError);
  });

  it("maps -1620 and answers that are missing", async () => {
    const { omada } = await batching(({ path }) => (path.endsWith("/0") ? { errorCode: -1620 } : undefined));
    const batch = createBatch(omada, { interrupt: false });
    for (const id of ["0", "1"]) batch.add(omada.ap.remove, { id });
    const { all } = await batch.send();
    expect(all).toMatchObject([
      { status: "failed", error: { code: -1620, codeName: "batchActionFailed" } },
      { status: "unknown", error: { message: expect.stringMatching(/without a result/) } },
    ]);
  });

  it("explains codes the way direct calls do", async () => {
    const { omada } = await batching(({ path }) => ({ errorCode: path.endsWith("/0") ? -1600 : -1 }));
    const batch = createBatch(omada, { interrupt: false });
    for (const id of ["0", "1"]) batch.add(omada.ap.remove, { id });
    const [missing, failing] = (await batch.send()).all;
    expect(missing).toMatchObject({
      error: { hint: "ap.remove exists in 5.12 and 5.15; this controller runs 6.2.0.17." },
    });
    expect(failing).toMatchObject({
      error: { hint: expect.stringMatching(/this one runs 6\.2\.0\.17.*ap\.removeAll/) },
    });
  });

  it.each([
    // Refused as a whole: nothing of it was done.
    [-1001, false, "20 failed, 20 done, 5 failed", 3],
    [-1001, true, "20 failed, 25 skipped", 1],
    // Failed somewhere within: anything may have been done.
    [-1620, false, "20 unknown, 20 done, 5 unknown", 3],
    [-1620, true, "20 unknown, 25 skipped", 1],
  ])("a request answered with %i as a whole, interrupt %s: %s", async (code, interrupt, states, count) => {
    let chunk = 0;
    const { omada, requests } = await batching(fine, () => (chunk++ % 2 === 0 ? code : 0));
    const batch = createBatch(omada, { interrupt });
    for (let index = 0; index < 45; index++) batch.add(omada.ap.remove, { id: `${index}` });
    const { all } = await batch.send();
    expect(statesOf(all)).toBe(states);
    expect(requests).toHaveLength(count);
    const why =
      code === -1620 ? /not known what became of an earlier/ : /because an earlier action .* failed/;
    if (interrupt) expect(all.at(-1)).toMatchObject({ error: { message: expect.stringMatching(why) } });
  });

  it("with interrupt false goes on after a request without usable answer", async () => {
    const controller = await startController(
      after(status(500, "boom"), (response) => envelope(response, { response: Array(20).fill(fine()) })),
    );
    const client = await connectTo(controller);
    const { ap } = client.with(group);
    const batch = createBatch(client, { interrupt: false });
    for (let index = 0; index < 40; index++) batch.add(ap.remove, { id: `${index}` });
    const { all } = await batch.send();
    expect(statesOf(all)).toBe("20 unknown, 20 done");
    expect(all[0]).toMatchObject({ error: { name: "OmadaHttpError", status: 500 } });
  });

  it("does not count actions as skipped that the answer does not mention", async () => {
    const controller = await startController((_, response) => envelope(response, { response: [] }));
    const client = await connectTo(controller);
    const batch = createBatch(client);
    for (let index = 0; index < 21; index++) batch.add(client.with(group).ap.remove, { id: `${index}` });
    expect(statesOf((await batch.send()).all)).toBe("20 unknown, 1 skipped");
  });

  it("does not run beside another write to one of its sites", async () => {
    const under = new Set<string>();
    const clashes: string[] = [];
    const seen: string[] = [];
    const controller = await startController(async ({ path, body }, response) => {
      const sites = new Set((path.endsWith("/batch") ? body : path).match(/sites\/\w+/g) ?? []);
      for (const site of sites) if (under.has(site)) clashes.push(site);
      for (const site of sites) under.add(site);
      seen.push([...sites].join());
      // Long enough for others to arrive that do not wait.
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      for (const site of sites) under.delete(site);
      envelope(response, path.endsWith("/batch") ? { response: [fine(), fine()] } : undefined);
    });
    const client = await connectTo(controller);
    const { ap } = client.with(group);
    const direct = (siteId: string) => ap.create({ siteId, body: {} });
    const batchOf = (...sites: string[]) => {
      const batch = createBatch(client);
      for (const siteId of sites) batch.add(ap.create, { siteId, body: {} });
      return batch.send();
    };
    await client.request("GET", "/openapi/v1/{omadacId}/token");
    await Promise.all([
      direct("a"),
      batchOf("a", "a"),
      direct("b"),
      batchOf("b", "a"),
      direct("a"),
      batchOf("c", "c"),
    ]);
    expect(clashes).toEqual([]);
    expect(seen.slice(1).sort()).toEqual([
      "sites/a",
      "sites/a",
      "sites/a",
      "sites/b",
      "sites/b,sites/a",
      "sites/c",
    ]);
  });

  it("refuses what it cannot carry, before anything is sent", async () => {
    const { omada, requests } = await batching(fine);
    const batch = createBatch(omada);
    expect(() => batch.add(omada.ap.read, { id: "x" })).toThrow(/not GET/);
    expect(() => batch.add(omada.ap.upload, { body: {} })).toThrow(/uploads/);
    expect(() => batch.add(omada.ap.elsewhere)).toThrow(/one controller/);
    expect(() => batch.add(omada.ap.createUser, { body: {} })).toThrow(/createUser was not sent: .* a user/);
    expect(() => batch.add(omada.ap.msp, { mspId: "m", id: "x" })).toThrow(/mspId/);
    expect(() => batch.add(omada.ap.remove, {} as never)).toThrow(/"id" is missing/);
    expect(() => batch.add(async () => undefined)).toThrow(OmadaError);
    expect(requests).toEqual([]);
  });

  it("goes to an MSP with its own actions", async () => {
    const { omada, requests } = await batching(fine);
    const batch = createBatch(omada, { mspId: "m" });
    batch.add(omada.ap.msp, { mspId: "m", id: "x" });
    expect(() => batch.add(omada.ap.msp, { mspId: "n", id: "x" })).toThrow(/another one/);
    expect(() => batch.add(omada.ap.remove, { id: "x" })).toThrow(/MSP operations only/);
    await batch.send();
    expect(requests[0]?.request.path).toBe("/openapi/v1/msp/m/batch");
    expect(requests[0]?.sent.actions[0]?.path).toBe("/openapi/v1/msp/m/customers/x");
  });

  it("that is ended rejects with the reason of the signal, and keeps the results so far", async () => {
    const abort = new AbortController();
    let chunk = 0;
    const { omada } = await batching(fine, () => {
      if (++chunk === 2) abort.abort(new Error("enough"));
      return 0;
    });
    const batch = createBatch(omada, { interrupt: false });
    for (let index = 0; index < 45; index++) batch.add(omada.ap.remove, { id: `${index}` });
    expect(batch.results).toBeUndefined();
    await expect(batch.send({ signal: abort.signal })).rejects.toThrow("enough");
    expect(statesOf(batch.results?.all)).toBe("20 done, 20 unknown, 5 skipped");
    expect(batch.results?.all.at(-1)).toMatchObject({
      error: { message: expect.stringMatching(/ended by its signal/), cause: { message: "enough" } },
    });
    const late = createBatch(omada);
    late.add(omada.ap.remove, { id: "x" });
    await expect(late.send({ signal: abort.signal })).rejects.toThrow("enough");
    expect(statesOf(late.results?.all)).toBe("1 skipped");
  });

  it("that was sent whole before the signal aborts has its results", async () => {
    const { omada } = await batching(fine);
    const abort = new AbortController();
    const batch = createBatch(omada);
    batch.add(omada.ap.remove, { id: "x" });
    const results = await batch.send({ signal: abort.signal });
    abort.abort();
    expect(batch.results).toBe(results);
  });
});

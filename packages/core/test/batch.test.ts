import { describe, expect, it } from "vitest";
import { createBatch, type GroupDefinition, OmadaApiError, OmadaError } from "../src/index.js";
import { envelope, OMADAC_ID, type SeenRequest, startController } from "./support/controller.js";
import { connectTo } from "./support/groups.js";

interface BatchTags {
  ap: {
    rename: (args: { apMac: string; body: { name: string } }) => Promise<void>;
    create: (args: { siteId: string; verbose?: boolean; body: object }) => Promise<{ id: string }>;
    remove: (args: { id: string }) => Promise<void>;
    read: (args: { id: string }) => Promise<void>;
    upload: (args: { body: object }) => Promise<void>;
    elsewhere: () => Promise<void>;
    msp: (args: { mspId: string; id: string }) => Promise<void>;
  };
}
const group: GroupDefinition<BatchTags> = {
  snapshot: { id: "6.2", line: "v6", flavour: "local", controllerVersion: "6.2" },
  group: "ap",
  rawName: "ap",
  tags: ["ap"],
  table: [
    "#ap",
    "rename A/v1/{}/aps/{apMac}",
    "create P/v1/{}/sites/{siteId}/aps",
    "remove D/v1/{}/aps/{id}",
    "read G/v1/{}/aps/{id}",
    "upload P/v1/{}/upload m",
    "elsewhere P!/api/v2/thing",
    "msp D/v1/msp/{mspId}/customers/{id}",
  ].join("\n"),
};

interface Sent {
  interrupt: boolean;
  actions: Array<{ path: string; method: string; query?: string; body?: unknown }>;
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

  it("tells what a request that failed as a whole leaves behind", async () => {
    const { omada } = await batching(fine, ({ actions }) => (actions.length < 20 ? -1001 : 0));
    const batch = createBatch(omada, { interrupt: false });
    for (let index = 0; index < 22; index++) batch.add(omada.ap.remove, { id: `${index}` });
    const { all } = await batch.send();
    expect(all.filter(({ status }) => status === "done")).toHaveLength(20);
    expect(all.at(-1)).toMatchObject({ status: "failed", error: { code: -1001 } });
    const broken = await batching(fine, () => -1620);
    const other = createBatch(broken.omada);
    for (let index = 0; index < 21; index++) other.add(broken.omada.ap.remove, { id: `${index}` });
    const states = (await other.send()).all.map(({ status }) => status);
    expect(states[0]).toBe("unknown");
    expect(states[20]).toBe("skipped");
    expect(broken.requests).toHaveLength(1);
  });

  it("refuses what it cannot carry, before anything is sent", async () => {
    const { omada, requests } = await batching(fine);
    const batch = createBatch(omada);
    expect(() => batch.add(omada.ap.read, { id: "x" })).toThrow(/not GET/);
    expect(() => batch.add(omada.ap.upload, { body: {} })).toThrow(/uploads/);
    expect(() => batch.add(omada.ap.elsewhere)).toThrow(/one controller/);
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

  it("rejects with the reason of a signal", async () => {
    const { omada } = await batching(fine);
    const batch = createBatch(omada);
    batch.add(omada.ap.remove, { id: "x" });
    await expect(batch.send({ signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
  });
});

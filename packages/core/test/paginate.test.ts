import { describe, expect, it } from "vitest";
import { operationOf, paginate } from "../src/index.js";
import { envelope, startController } from "./support/controller.js";
import { connectTo, type Row } from "./support/groups.js";

const rows = (count: number, from = 0): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: from + index }));

interface List {
  total?: number | ((page: number) => number);
  rows: Row[];
  /** Largest page the controller gives. */
  cap?: number;
  /** It refuses larger pages. */
  limit?: number;
  currentPage?: boolean;
  stuck?: boolean;
}

/** A client of a controller with one list, and the pages it was asked for. */
async function listing({
  rows: all,
  total,
  cap = 1000,
  limit = 1000,
  currentPage = true,
  stuck = false,
}: List) {
  const asked: string[] = [];
  const controller = await startController((request, response) => {
    const query = request.body
      ? JSON.parse(request.body)
      : Object.fromEntries(new URLSearchParams(request.query));
    const page = Number(query.page);
    const size = Math.min(Number(query.pageSize), cap);
    asked.push(`${page}/${query.pageSize}`);
    if (query.pageSize > limit) return envelope(response, undefined, -1001);
    const start = stuck ? 0 : (page - 1) * size;
    const totalRows = typeof total === "function" ? total(page) : total;
    envelope(response, {
      totalRows,
      ...(currentPage && { currentPage: page }),
      clientStat: { total: all.length },
      data: all.slice(start, start + size),
    });
  });
  return { omada: await connectTo(controller), asked };
}

describe.concurrent("paginate", () => {
  it("reads every row once, a thousand at a time", async () => {
    const { omada, asked } = await listing({ rows: rows(2500), total: 2500 });
    const all = await omada.paginate(omada.device.getDeviceList, { siteId: "s" }).toArray();
    expect(all).toEqual(rows(2500));
    expect(asked).toEqual(["1/1000", "2/1000", "3/1000"]);
  });

  it("needs no further request when the last page is full", async () => {
    const { omada, asked } = await listing({ rows: rows(20), total: 20 });
    const paginator = omada.paginate(omada.device.getDeviceList, { siteId: "s" }, { pageSize: 10 });
    const seen: Row[] = [];
    for await (const row of paginator) seen.push(row);
    expect(seen).toEqual(rows(20));
    expect(asked).toEqual(["1/10", "2/10"]);
  });

  it("pages in the body and hands out whole pages", async () => {
    const { omada, asked } = await listing({ rows: rows(3), total: 3 });
    const { getGridAllClients } = omada.client;
    const pages: unknown[] = [];
    const paginator = omada.paginate(getGridAllClients, { siteId: "s", body: { scope: 1 } }, { pageSize: 2 });
    for await (const page of paginator.pages()) pages.push(page.clientStat?.total, page.data?.length);
    expect(pages).toEqual([3, 2, 3, 1]);
    expect(asked).toEqual(["1/2", "2/2"]);
    expect(await omada.paginate(getGridAllClients, { siteId: "s" }).toArray()).toHaveLength(3);
  });

  it("goes on past short pages while rows are missing", async () => {
    const capped = await listing({ rows: rows(25), total: 25, cap: 10 });
    expect(await capped.omada.paginate(capped.omada.device.getDeviceList, { siteId: "s" }).toArray()).toEqual(
      rows(25),
    );
  });

  it.each([
    ["the first page", 0, 50, 1],
    ["a later page", 5, 50, 2],
  ])("does not take %s without the rows that are counted for the end", async (_, count, total, page) => {
    const { omada, asked } = await listing({ rows: rows(count), total });
    const all = omada.paginate(omada.device.getDeviceList, { siteId: "s" }).toArray();
    await expect(all).rejects.toThrow(`counts ${total} rows and answers page ${page} without any`);
    expect(asked.filter((each) => each.startsWith(`${page}/`))).toHaveLength(3);
  });

  it("goes on after an answer without rows that was an accident", async () => {
    let accidents = 2;
    const controller = await startController((request, response) => {
      const page = Number(new URLSearchParams(request.query).get("page"));
      const data = page === 2 && accidents-- > 0 ? [] : rows(10, (page - 1) * 10);
      envelope(response, { totalRows: 30, currentPage: page, data });
    });
    const omada = await connectTo(controller);
    const options = { pageSize: 10, rowKey: false } as const;
    expect(await omada.paginate(omada.device.getDeviceList, { siteId: "s" }, options).toArray()).toEqual(
      rows(30),
    );
  });

  it.each([10, 20, 1000])(
    "without a total goes on where the controller gives 10 rows at most, of %i",
    async (pageSize) => {
      const { omada } = await listing({ rows: rows(35), cap: 10 });
      const list = omada.paginate(omada.device.getDeviceList, { siteId: "s" }, { pageSize });
      expect(await list.toArray()).toEqual(rows(35));
    },
  );

  it("ends without a total at the first page that is not full", async () => {
    const { omada, asked } = await listing({ rows: rows(25) });
    const all = await omada.paginate(omada.device.getDeviceList, { siteId: "s" }, { pageSize: 10 }).toArray();
    expect(all).toEqual(rows(25));
    expect(asked).toEqual(["1/10", "2/10", "3/10"]);
  });

  it("is not endless when the total grows with every page", async () => {
    const { omada } = await listing({ rows: rows(1000), total: (page) => (page + 1) * 10 });
    const paginator = omada.paginate(omada.device.getDeviceList, { siteId: "s" }, { pageSize: 10 });
    expect((await paginator.toArray()).length).toBeLessThan(500);
  });

  it("is not endless when the page number is ignored", async () => {
    const { omada } = await listing({ rows: rows(10), total: 100, currentPage: false, stuck: true });
    const paginator = omada.paginate(omada.device.getDeviceList, { siteId: "s" }, { pageSize: 10 });
    await expect(paginator.toArray()).rejects.toThrow(/same rows for page 2/);
  });

  it("falls back to small pages only when it chose the size itself", async () => {
    const { omada, asked } = await listing({ rows: rows(150), total: 150, limit: 100 });
    const { getDeviceList } = omada.device;
    expect(await omada.paginate(getDeviceList, { siteId: "s" }).toArray()).toEqual(rows(150));
    expect(asked).toEqual(["1/1000", "1/100", "2/100"]);
    const chosen = omada.paginate(getDeviceList, { siteId: "s" }, { pageSize: 500 });
    await expect(chosen.toArray()).rejects.toMatchObject({ code: -1001 });
  });

  it("stops asking when enough was taken, and starts over on each iteration", async () => {
    const { omada, asked } = await listing({ rows: rows(50), total: 50 });
    const paginator = omada.paginate(omada.device.getDeviceList, { siteId: "s" }, { pageSize: 10 });
    expect(await paginator.toArray({ max: 15 })).toEqual(rows(15));
    expect(await paginator.toArray({ max: 0 })).toEqual([]);
    expect(await paginator.toArray({ max: 1 })).toEqual(rows(1));
    expect(asked).toEqual(["1/10", "2/10", "1/10"]);
  });

  it("yields the rows of operations that do not page", async () => {
    const controller = await startController((_, response) => envelope(response, rows(3)));
    const omada = await connectTo(controller);
    expect(operationOf(omada.device.getTags)?.paging).toBeUndefined();
    expect(await omada.paginate(omada.device.getTags, { siteId: "s" }).toArray()).toEqual(rows(3));
    expect(controller.seen[0]?.query).toBe("");
  });

  it("refuses other functions and page sizes that are none", () => {
    expect(() => paginate(async (_: { page: number; pageSize: number }) => ({ data: [1] }))).toThrow(
      /method of the client/,
    );
  });
});

import { OmadaApiError } from "../../src/errors/answer-errors.js";
import { describeMethod, type Operation } from "../../src/operations/operation.js";
import { paginate as paginateTyped } from "../../src/paging/paginate.js";
import type { PageGap, PageOptions, Paginator } from "../../src/paging/types.js";

export interface LiveRow {
  readonly id: number;
}

export interface Asked {
  readonly page: number;
  readonly pageSize: number;
  readonly signal: AbortSignal | undefined;
}

export interface LiveList {
  rows: LiveRow[];
  /** Requests so far. */
  readonly asked: Asked[];
  /** Requests without answer, and the most there were. */
  open: number;
  mostOpen: number;
}

interface LiveOptions {
  /** Called before each answer. */
  onAnswer?: (list: LiveList, request: Asked) => void;
  /** Milliseconds until the answer. */
  latency?: (request: Asked) => number;
  /** Largest page that the controller gives. */
  cap?: number;
  /** Sizes the operation takes. */
  sizes?: readonly number[];
  operation?: Partial<Operation>;
  extra?: object;
}

/** 0 is the next turn of the event loop; a timer would take at least a millisecond. */
function answerAfter(wait: number | undefined): Promise<unknown> {
  if (wait === undefined) return Promise.resolve();
  return new Promise((resolve) => (wait === 0 ? setImmediate(resolve) : setTimeout(resolve, wait)));
}

/** A list in memory behind a method as generated clients have them. */
export function liveList(count: number, options: LiveOptions = {}) {
  const list: LiveList = {
    rows: Array.from({ length: count }, (_, id) => ({ id })),
    asked: [],
    open: 0,
    mostOpen: 0,
  };
  const operation: Operation = {
    name: "test.list",
    method: "GET",
    path: "/openapi/v1/{omadacId}/list",
    paging: "query",
    rowKey: ["id"],
    multipart: false,
    bare: false,
    authorizationCodeOnly: false,
    download: false,
    queryNames: {},
    pathArguments: {},
    ...options.operation,
  };
  const method = async (args: Record<string, unknown>, call?: { signal?: AbortSignal }) => {
    const source = (operation.paging === "body" ? args.body : args) as { page: number; pageSize: number };
    const request: Asked = { page: source.page, pageSize: source.pageSize, signal: call?.signal };
    list.asked.push(request);
    list.mostOpen = Math.max(list.mostOpen, ++list.open);
    const wait = options.latency?.(request);
    await answerAfter(wait);
    list.open--;
    call?.signal?.throwIfAborted();
    options.onAnswer?.(list, request);
    if (options.sizes && !options.sizes.includes(request.pageSize))
      throw new OmadaApiError(
        -1001,
        { operation: operation.name, method: "GET", path: "/", url: "" },
        { status: 200 },
      );
    const size = Math.min(request.pageSize, options.cap ?? Number.POSITIVE_INFINITY);
    const start = (request.page - 1) * size;
    const data = list.rows.slice(start, start + size);
    return {
      totalRows: list.rows.length,
      currentPage: request.page,
      currentSize: request.pageSize,
      ...options.extra,
      data,
    };
  };
  describeMethod(method, operation);
  const gaps: PageGap[] = [];
  const paginate = (pageOptions: PageOptions = {}): Paginator<LiveRow, { data: LiveRow[] }> =>
    (paginateTyped as unknown as (...args: unknown[]) => Paginator<LiveRow, { data: LiveRow[] }>)(
      method,
      {},
      { onGap: (gap: PageGap) => gaps.push(gap), ...pageOptions },
    );
  return { list, paginate, gaps };
}

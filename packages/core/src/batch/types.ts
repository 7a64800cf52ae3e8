import type { CallOptions } from "../operations/operation.js";

/** How a batch is sent. */
export interface BatchOptions {
  /**
   * Leave out everything after the first action that fails, or whose result is not known; true by default, as on the
   * controller. With false every action is sent, also after a request that failed as a whole.
   */
  interrupt?: boolean | undefined;
  /** Send to the batch of this MSP: all actions have to be MSP operations of it. */
  mspId?: string | undefined;
}

/** One action of a batch; `Result` is what its method resolves to. */
export interface BatchEntry<Result> {
  /** Position in the batch, from 0. */
  readonly index: number;
  /** Such as "ap.modifyGeneralConfig". */
  readonly operation: string;
  /** Carries the type of the result; never present at run time. */
  readonly resultType?: Result;
}

/** The result of an action. */
export type BatchResult<Result> =
  | { readonly status: "done"; readonly operation: string; readonly value: Result }
  | {
      /**
       * - `"failed"`: the controller refused it.
       * - `"skipped"`: not carried out, because an earlier one failed or is unknown, or because the batch was ended
       *   before.
       * - `"unknown"`: no usable answer came, so it may have been carried out.
       */
      readonly status: "failed" | "skipped" | "unknown";
      readonly operation: string;
      readonly error: Error;
    };

/** The results of all actions. */
export interface BatchResults {
  /** In the order in which the actions were added. */
  readonly all: readonly BatchResult<unknown>[];
  /** The result of one action, with its type. */
  of<Result>(entry: BatchEntry<Result>): BatchResult<Result>;
  /** @throws the error of the first action that was not done */
  throwIfFailed(): void;
}

/** Collects actions and sends them together. */
export interface Batch {
  /** Actions so far. */
  readonly size: number;
  /**
   * The results of the actions; undefined until `send` is over. They are there, too, when `send` rejected because its
   * signal aborted: the actions of the request under way are `"unknown"` then, those after it `"skipped"`.
   */
  readonly results: BatchResults | undefined;
  /**
   * Adds an action; nothing is sent yet.
   * @param method a method of the client that writes, such as `omada.ap.modifyGeneralConfig`
   * @param args what the method takes
   * @throws OmadaError for methods that a batch cannot carry: reading ones, uploads and downloads, and those of another
   *   controller or MSP; OmadaAuthError for operations that only a user may call, when the client is not one
   */
  add<Args, Result>(
    method: (args: Args, options?: CallOptions) => Promise<Result>,
    ...args: undefined extends Args ? [args?: Args] : [args: Args]
  ): BatchEntry<Result>;
  /**
   * Sends the actions in order, at most 20 with each request. It resolves even when actions fail: check the results,
   * or call `throwIfFailed()` on them. Each request is a write of every site that its actions are about, so it waits its
   * turn with others of these sites.
   * @throws OmadaError when it was sent before; the reason of the signal when it aborts, see `results`
   */
  send(options?: CallOptions): Promise<BatchResults>;
}

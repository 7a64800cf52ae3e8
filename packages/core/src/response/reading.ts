/** What was read of an answer. */
export interface Reading<T> {
  readonly value: T;
  readonly status: number;
  readonly headers: Pick<Headers, "get" | "forEach">;
  /** errorCode of the envelope; undefined when the answer has none. */
  readonly errorCode: number | undefined;
  /** The answer is a web page. */
  readonly html?: boolean;
  /** A success lacks what it should have; what is to be told about it is in `value`. */
  readonly incomplete?: boolean;
  /** More is read later; the reader calls `release` then. */
  readonly streaming?: boolean;
}

/** What came of sending a request once. */
export type Outcome<T> =
  | { readonly reading: Reading<T>; readonly error?: undefined }
  | {
      readonly reading?: undefined;
      readonly error: unknown;
      /** The request provably did not reach the controller. */
      readonly unsent: boolean;
    };

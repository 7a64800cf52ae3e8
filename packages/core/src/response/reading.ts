import type { RequestInfo } from "../errors/errors.js";
import type { SecretHolder } from "../errors/secrets.js";
import type { Needs } from "../request/target.js";
import type { OmadaDownload } from "./download.js";

/** The call that a response belongs to, as far as reading it depends on the call. */
export interface AnsweredCall extends RequestInfo, SecretHolder {
  /** Sending the request twice may change something twice. */
  readonly write: boolean;
  /** What a successful response must have. */
  readonly needs: Needs;
}

/** What a reader that returns a stream reports to the transport. */
export interface StreamControl {
  /** Call it when the stream has ended or was cancelled: the call's signal does not count any more. */
  release(): void;
  /** Turns a rejected read into the error to report. */
  describe(error: unknown): Promise<unknown>;
}

/** Reads a response, up to its end or up to where its stream is handed out. */
export type Reader<T> = (
  response: Response,
  call: AnsweredCall,
  control: StreamControl,
) => Promise<Reading<T>>;

/** What was read of a response. */
export interface Reading<T> {
  readonly value: T;
  readonly status: number;
  readonly headers: Pick<Headers, "get" | "forEach">;
  /** errorCode of the envelope; undefined when the response has none. */
  readonly errorCode: number | undefined;
  /** The response is a web page. */
  readonly html?: boolean;
  /** A success does not have what it must have; `value` says what. */
  readonly incomplete?: boolean;
  /** The body is read later; the reader calls `release` then. */
  readonly streaming?: boolean;
}

/** The outcome of sending a request once. */
export type Outcome<T> =
  | { readonly reading: Reading<T>; readonly error?: undefined }
  | {
      readonly reading?: undefined;
      readonly error: unknown;
      /** The request provably did not reach the controller. */
      readonly unsent: boolean;
    };

/** A response as far as it can be read without knowing the operation. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly type: string;
  /** The body, unless it is a file. */
  readonly text: string;
  /** The parsed body, unless it is not JSON. */
  readonly body: unknown;
  readonly file: OmadaDownload | undefined;
  /** What is missing in a success. */
  readonly incomplete: string | undefined;
}

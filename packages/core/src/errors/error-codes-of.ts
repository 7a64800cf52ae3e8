import type { CodeNames } from "../generated/code-names.js";

/** Key under which generated tags carry the error codes of their methods; there is nothing under it at run time. */
export declare const ERROR_CODES: unique symbol;

/** Short name of a code, such as "siteNotFound" of -33000; any text for a code that is not known, or for any code. */
export type CodeNameOf<Code extends number> = Code extends number
  ? `${Code}` extends keyof CodeNames
    ? CodeNames[`${Code}`]
    : string & {}
  : never;

/** The codes that an operation lists; open, because controllers send others too. */
export type ErrorCodesOf<Tag, Method extends string> = Tag extends { readonly [ERROR_CODES]?: infer Codes }
  ? Method extends keyof NonNullable<Codes>
    ? (NonNullable<Codes>[Method] & number) | (number & {})
    : number
  : number;

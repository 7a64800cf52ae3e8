/** Key under which generated tags carry the error codes of their methods; there is nothing under it at run time. */
export declare const ERROR_CODES: unique symbol;

/** The codes that an operation lists; open, because controllers send others too. */
export type ErrorCodesOf<Tag, Method extends string> = Tag extends { readonly [ERROR_CODES]?: infer Codes }
  ? Method extends keyof NonNullable<Codes>
    ? (NonNullable<Codes>[Method] & number) | (number & {})
    : number
  : number;

/** Reason of a signal that ends calls nobody wants any more: no failure, so the hooks are not told. */
export const ABANDONED: unique symbol = Symbol.for("@omada-sdk/abandoned");

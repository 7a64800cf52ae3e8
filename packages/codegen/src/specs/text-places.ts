/** Where the texts about a schema or an operation begin: with itself, or with what stands in an operation. */
export const OWN = "";
export const PARAMETER = "?";
export const BODY = "body";
export const ANSWER = "answer";

import { OmadaAuthError } from "./error.js";

/** A token as the controller hands it out. */
export interface IssuedToken {
  readonly accessToken: string;
  /** Seconds it is valid for. */
  readonly expiresIn: number;
  readonly refreshToken?: string | undefined;
  readonly cookie?: string | undefined;
}

/** Validity in seconds when the answer does not say: what Open API Access Guide 2.2.4 names. */
const USUAL_EXPIRES_IN = 7200;

/**
 * Reads the answer of the token endpoint.
 * @throws OmadaAuthError when there is no token in it
 */
export function readToken(result: unknown): IssuedToken {
  const { accessToken, expiresIn, refreshToken } = Object(result);
  return {
    accessToken: needText(accessToken, "accessToken"),
    expiresIn: expiresIn > 0 ? Number(expiresIn) : USUAL_EXPIRES_IN,
    refreshToken,
  };
}

/** The longest text that is taken: servers refuse headers that are longer, and looking for it in messages takes time. */
const LONGEST = 8192;

/**
 * Takes a text out of an answer that is to be sent back, in a header or a query.
 * @throws OmadaAuthError when it is missing, cannot be sent, or is too long for a header
 */
export function needText(value: unknown, what: string): string {
  if (typeof value === "string" && value.length <= LONGEST && /^[!-~]+$/.test(value)) return value;
  throw new OmadaAuthError(`There is no ${what} in the answer.`);
}

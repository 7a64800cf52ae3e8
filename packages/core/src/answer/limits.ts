import { OmadaError } from "@omada-sdk/auth";

/** How many bytes are read of an answer at most, decompressed; Infinity for no limit. Files stream without one. */
export interface AnswerLimits {
  /** Of an answer to a call, 64 MB by default. */
  answerBytes?: number | undefined;
  /** Of `/api/info`, 1 MB by default. */
  infoBytes?: number | undefined;
  /** Of an answer to a request for a token, 1 MB by default. */
  tokenBytes?: number | undefined;
}

/** {@link AnswerLimits} with every default filled in. */
export type Limits = { readonly [Name in keyof AnswerLimits]-?: number };

const MB = 2 ** 20;

/**
 * Fills in the defaults.
 * @throws OmadaError when a number is out of range
 */
export function readLimits(options: AnswerLimits = {}): Limits {
  const { answerBytes = 64 * MB, infoBytes = MB, tokenBytes = MB } = options;
  const limits = { answerBytes, infoBytes, tokenBytes };
  for (const [name, value] of Object.entries(limits))
    if (!(value >= 1)) throw new OmadaError(`limits.${name} is a number of bytes, 1 or more.`);
  return limits;
}

import { plain } from "./text.js";

/** What the text of an operation says: a lead, the permissions, the error codes. */
export interface OperationFacts {
  permissions: string[];
  errorCodes: number[];
  authorizationCodeOnly: boolean;
  edition?: "pro" | "msp";
  deprecated: boolean;
}

const PERMISSIONS = /one of the permissions: ?\n?([\s\S]*?)(?=\n ?\n|$)/i;
const ERRORS = /possible error codes? for the interface[^:]*: ?\n?([\s\S]*)$/i;
/** A code, with or without the text that explains it. 0 is success and never an error. */
const ERROR_LINE = /^(-\d+)\s+-(?=\s|$)/;
const PERMISSION = /^[A-Z][A-Za-z0-9&_ /-]{2,60}$/;
/** A parameter that is deprecated does not deprecate the operation. */
const DEPRECATED_PARAMETER = /\bparameter\s+\[?[\w.]+\]?\s+(?:is|has been)\s+deprecated\b/gi;
const MODE = /only supports? the authorization code mode/i;

/** Mines an operation's description. Only facts come out: labels, codes and flags. */
export function mineOperation(description: string): OperationFacts {
  const text = plain(description);
  const lead = text.split(/\n ?\n/)[0] ?? "";
  const facts: OperationFacts = {
    permissions: lines(PERMISSIONS.exec(text)?.[1])
      .filter((line) => PERMISSION.test(line))
      .sort(),
    errorCodes: errorCodes(ERRORS.exec(text)?.[1]),
    authorizationCodeOnly: MODE.test(text),
    deprecated: /\bdeprecated\b/i.test(lead.replace(DEPRECATED_PARAMETER, "")),
  };
  if (/applies to the .*pro controller only/i.test(lead)) facts.edition = "pro";
  else if (/\bmsp (mode|controller)[^.]{0,40}\bonly\b|only .{0,40}\bmsp mode\b/i.test(lead))
    facts.edition = "msp";
  return facts;
}

function errorCodes(paragraph: string | undefined): number[] {
  const codes = lines(paragraph).flatMap((line) => {
    const code = ERROR_LINE.exec(line)?.[1];
    return code === undefined ? [] : [Number(code)];
  });
  return [...new Set(codes)].sort((a, b) => b - a);
}

function lines(paragraph: string | undefined): string[] {
  const trimmed = (paragraph ?? "").split("\n").map((line) => line.trim());
  return [...new Set(trimmed.filter((line) => line !== ""))];
}

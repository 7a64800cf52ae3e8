import { titleOf } from "../../src/specs/case.js";

/** A text that is not written by us: its place, and the text. */
export interface ForeignText {
  where: string;
  text: string;
}

const MOST_WORDS = 5;

function isLong(text: string): boolean {
  return text.split(/\s+/).filter((word) => /[A-Za-z0-9\u0080-\uFFFF]/.test(word)).length > MOST_WORDS;
}

/** Every key and text of more than five words that is not made by our importer or written by us. */
export function foreignTexts(value: unknown, where = ""): ForeignText[] {
  const found: ForeignText[] = [];
  visit(value, where, undefined, (text, place, parent) => {
    if (isLong(text) && !isOurs(text, place, parent)) found.push({ where: place, text });
  });
  return found;
}

type Visitor = (text: string, where: string, parent: object | undefined) => void;

function visit(value: unknown, where: string, parent: object | undefined, visitor: Visitor): void {
  if (typeof value === "string") visitor(value, where, parent);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      visit(item, `${where}/${index}`, parent, visitor);
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      visitor(key, `${where}/(key)`, value);
      visit(child, `${where}/${key}`, value, visitor);
    }
  }
}

const PLACE = /^(GET|PUT|POST|DELETE|PATCH) \/\S+( \S+)?( -> .+)?$/;
const VARIANTS = /^\w+ -> [a-z-]+(, [a-z-]+)*$/;
const OUR_DETAILS =
  /^(fields unknown, left out|file of the body|user of the session, left out|the document has no such member|bodies use the same schema|the member has another type|named by names\.lock\.json)$/;
const NAME_LIST = /^[\w.]+(, [\w.]+)*$/;

function isOurs(text: string, where: string, parent: object | undefined): boolean {
  if (/\/summary$/.test(where)) {
    return text === titleOf((parent as { operationId?: string } | undefined)?.operationId ?? "");
  }
  if (/\/x-omada-permissions\/\d+$/.test(where)) return true;
  if (/\/import-report\.json\/places\//.test(where)) {
    if (!PLACE.test(text)) return VARIANTS.test(text);
    const detail = text.split(" -> ")[1];
    if (/\/places\/tag-spelling\//.test(where)) return true;
    return detail === undefined || OUR_DETAILS.test(detail) || NAME_LIST.test(detail);
  }
  if (/^\/error-codes\.json\/codes\/\d+\/(token|mock|hint|subject)$/.test(where)) return true;
  if (/^\/behaviour\.json\/(reason$|\w+\/\d+\/(question|what|when|seen|hint|evidence)(\/|$))/.test(where))
    return true;
  // Whether one of these repeats the vendor is checked against the documents, where they are.
  if (/^\/descriptions\.json\/(tags|operations)\/[^"]+$/.test(where)) return true;
  return /\/overlays\/[\w.-]+\.json(\/reason|\/.+\/evidence)$/.test(where);
}

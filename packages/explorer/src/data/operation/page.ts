import { describeFinding, type Finding, withAcronyms } from "@omada-sdk/codegen";
import { operationKey, responseShape } from "@omada-sdk/model";
import type { OperationPlace, SiteOperation, SiteSnapshot } from "../site.js";
import { retryText, wordsOf } from "../versions/error-codes.js";
import type { OperationContext } from "./context.js";
import { type FieldView, fieldView, withoutCopies } from "./field-view.js";
import { type Field, fieldsOf } from "./fields.js";
import { type KnownView, knownOf } from "./known.js";
import { type Marked, saidIn } from "./marks.js";
import { supportInWords } from "./support.js";
import { type SupportRow, supportRows } from "./support-table.js";

/** An error code of an operation. */
export interface CodeView extends Marked {
  code: number;
  name?: string;
  category?: string;
  /** Likely cause and what to do. */
  hint?: string;
  /** Whether the same request may succeed later, in words. */
  retry?: string;
}

/** What changed of an operation from one snapshot to a later one. */
export interface ChangeView {
  before: SiteSnapshot;
  after: SiteSnapshot;
  findings: { severity: Finding["severity"]; text: string }[];
}

/** All that the page of an operation says. */
export interface OperationView {
  title: string;
  olderNames: string[];
  /** Where it is, of all snapshots. */
  support: string;
  marks: Marked[];
  successors: readonly SiteOperation[];
  predecessors: readonly SiteOperation[];
  parameters: { place: string; fields: FieldView[] }[];
  body?: FieldView;
  mediaTypes: Marked[];
  result?: FieldView;
  resultKind: Marked[];
  permissions: Marked[];
  codes: CodeView[];
  grants: Marked[];
  paging: Marked[];
  envelope: Marked[];
  known: KnownView[];
  rows: SupportRow[];
  changes: ChangeView[];
}

const PLACES = ["path", "query", "header", "cookie"] as const;

/** Puts together what the page of an operation says. */
export function operationView(operation: SiteOperation, context: OperationContext): OperationView {
  const { snapshots, descriptions } = context;
  const { newest, places } = operation;
  const said = (say: (place: OperationPlace) => string | readonly string[]): Marked[] =>
    saidIn(places, ({ snapshot }) => snapshot.at, say, snapshots);
  const fields = fieldsOf(
    places.map(({ snapshot, operation: own }) => ({
      at: snapshot.at,
      model: snapshot.model,
      operation: own,
    })),
  );
  const view = (field: Field): FieldView => fieldView(field, operation.in, context);
  const roots = withoutCopies(fields.filter(({ step }) => step !== "parameter").map(view));
  const body = roots.find(({ path }) => path === "body");
  const parameters = PLACES.map((place) => ({
    place,
    fields: fields.filter(({ places: own }) => own.at(-1)?.node.parameter?.in === place).map(view),
  })).filter((group) => group.fields.length > 0);
  // Files come without a result, whatever their document declares.
  const result = newest.download ? undefined : roots.find(({ path }) => path === "result");
  const trees = [
    ...parameters.flatMap((group) => group.fields),
    ...(body ? [body] : []),
    ...(result ? [result] : []),
  ];
  // The section of the result is there without a tree, too.
  const shown = new Set(["result", ...trees.flatMap(pathsIn)]);
  return {
    title: descriptions.ofOperation(newest) ?? withAcronyms(newest.title),
    olderNames: [...new Set(places.map(({ operation: own }) => own.name))].filter(
      (name) => name !== operation.name,
    ),
    support: supportInWords(operation.in, maskOfAll(context), snapshots),
    marks: said(({ operation: own }) => [
      own.deprecated ? "Deprecated" : "",
      own.unlisted ? "Not on the document pages" : "",
      own.edition === "pro" ? "Pro controllers only" : "",
      own.edition === "msp" ? "MSP mode only" : "",
    ]),
    successors: context.successors.get(operation.name) ?? [],
    predecessors: context.predecessors.get(operation.name) ?? [],
    parameters,
    ...(body ? { body } : {}),
    mediaTypes: said(({ operation: own }) => (own.body ? mediaTypesInWords(own.body) : "")),
    ...(result ? { result } : {}),
    resultKind: said(resultInWords),
    permissions: saidIn(
      places,
      ({ snapshot }) => snapshot.at,
      ({ operation: own }) => own.permissions,
      snapshots,
      silentOf(operation),
    ),
    codes: codesOf(operation, context),
    grants: said(({ operation: own }) =>
      own.authorizationCodeOnly
        ? "Authorization code only; other grants get -44118"
        : "Client credentials or authorization code",
    ),
    paging: said(({ operation: own }) => own.paging ?? ""),
    envelope: said(({ operation: own }) =>
      own.envelope || own.download
        ? ""
        : "Controllers send the envelope, although the document leaves it out",
    ),
    known: knownOf(operation, context),
    rows: supportRows(operation, fields, context).map((row) =>
      row.field === undefined ? row : { ...row, shownAt: shownAt(row.field, shown) },
    ),
    changes: changesOf(operation, context),
  };
}

function pathsIn({ path, inside }: FieldView): string[] {
  return [path, ...inside.flatMap(pathsIn)];
}

/** The path of a field, or of the nearest one around it that the page shows. */
function shownAt(path: string, shown: ReadonlySet<string>): string {
  let at = path;
  while (!shown.has(at) && at !== "") at = at.slice(0, Math.max(0, at.lastIndexOf("."), at.lastIndexOf("[")));
  return at;
}

function maskOfAll({ snapshots }: OperationContext): number {
  return snapshots.reduce((mask, { at }) => mask | (1 << at), 0);
}

function mediaTypesInWords({
  mediaType,
  alternatives = [],
  required,
}: NonNullable<OperationPlace["operation"]["body"]>): string {
  const types = [mediaType, ...alternatives].join(" or ");
  return required ? types : `${types}, may be left out`;
}

function resultInWords({ snapshot, operation }: OperationPlace): string {
  if (operation.download) return "A file";
  const shape = responseShape(operation, snapshot.model.schemas);
  if (shape.kind === "none") return "No result: the error code says whether it worked";
  const from = operation.resultFrom;
  const borrowed = from === undefined ? "" : ` (the document leaves its shape open; it is that of ${from})`;
  return `${shape.kind === "page" ? "A page of rows" : "A value"}${borrowed}`;
}

/** Snapshots whose document pages leave the operation out: the default document states no permissions and error codes. */
function silentOf({ places }: SiteOperation): number {
  return places.reduce(
    (mask, { snapshot, operation }) => mask | (operation.unlisted ? 1 << snapshot.at : 0),
    0,
  );
}

function codesOf(operation: SiteOperation, { codes, snapshots }: OperationContext): CodeView[] {
  const said = saidIn(
    operation.places,
    ({ snapshot }) => snapshot.at,
    ({ operation: own }) => own.errorCodes.map(String),
    snapshots,
    silentOf(operation),
  );
  return said
    .map((each): CodeView => {
      const code = Number(each.text);
      const row = codes.get(code);
      if (!row) return { ...each, code };
      const { name, category, hint = wordsOf(name) } = row;
      const retry = retryText(row);
      return { ...each, code, name, category, hint, ...(retry === undefined ? {} : { retry }) };
    })
    .sort((a, b) => b.code - a.code);
}

function changesOf({ newest }: SiteOperation, { comparisons }: OperationContext): ChangeView[] {
  const key = operationKey(newest.method, newest.path);
  return comparisons.flatMap(({ before, after, findings }) => {
    const own = findings.get(key) ?? [];
    if (own.length === 0) return [];
    return [
      {
        before,
        after,
        findings: own.map((finding) => ({ severity: finding.severity, text: describeFinding(finding) })),
      },
    ];
  });
}

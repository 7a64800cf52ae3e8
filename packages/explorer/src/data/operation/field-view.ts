import { idsIn } from "../masks.js";
import type { FactName, Statement } from "./field-facts.js";
import { statementsOf, typeNameOf } from "./field-facts.js";
import { type ValueTable, valuesOf } from "./field-values.js";
import { type Field, layersOf, membersOf } from "./fields.js";
import { type Marked, markOf } from "./marks.js";
import { type Release, supportInWords } from "./support.js";

/** One fact in the words of a page. */
export interface FactView extends Marked {
  fact: FactName;
}

/** One row of a table of values. */
export interface ValueView extends Marked {
  label?: string;
  /** Labels with another meaning. */
  others: Marked[];
}

/** A field as a page shows it. */
export interface FieldView {
  path: string;
  name: string;
  /** Set where the field is not in all snapshots that have what is around it. */
  in?: string;
  support?: string;
  types: Marked[];
  typeName?: string;
  required: Marked[];
  facts: FactView[];
  values?: { rows: ValueView[]; isSum: boolean; anchor: string; support?: string; in?: string };
  inside: FieldView[];
  /** The schema is inside itself: what is in it stands further out. */
  cut: boolean;
  /** Path of the field that has the same inside, which is shown only there. */
  same?: string;
}

/** What views are made with. */
export interface ViewContext {
  snapshots: readonly Release[];
  /** By number of the snapshot, what its document has lost. */
  losses: readonly ReadonlySet<string>[];
}

/** The words for a field and all that is inside of it. @param around snapshots that have what is around it */
export function fieldView(field: Field, around: number, context: ViewContext): FieldView {
  const { snapshots, losses } = context;
  const statements = statementsOf(field, losses);
  const words = (fact: FactName): Marked[] => markedOf(statements.get(fact), field.in, snapshots);
  const required = words("required");
  const values = valuesOf(field, losses);
  const typeName = typeNameOf(field);
  return {
    path: field.path,
    name: field.name,
    ...(field.in === around
      ? {}
      : { in: idsIn(field.in, snapshots), support: supportInWords(field.in, around, snapshots) }),
    types: words("type"),
    ...(typeName === undefined ? {} : { typeName }),
    // Fields are optional unless it is said of them.
    required: required.every(({ text }) => text === "optional") ? [] : required,
    facts: [...statements.keys()]
      .filter((fact) => fact !== "type" && fact !== "required")
      .flatMap((fact) => words(fact).map((each) => ({ fact, ...each }))),
    ...(values ? { values: tableView(values, field.in, snapshots) } : {}),
    inside: membersOf(field).map((child) => fieldView(child, field.in, context)),
    cut: field.places.some(({ node }) => layersOf(node).at(-1)?.cut),
  };
}

/** What is said, with the snapshots where not all that have the field say the same. */
function markedOf(statement: Statement | undefined, of: number, snapshots: readonly Release[]): Marked[] {
  if (!statement) return [];
  return statement.wordings.map(({ text, in: mask }) => ({
    text,
    ...markOf(mask, of, statement.lost, snapshots),
  }));
}

function tableView(
  { rows, isSum, anchor, in: mask, lost }: ValueTable,
  of: number,
  snapshots: readonly Release[],
): NonNullable<FieldView["values"]> {
  return {
    isSum,
    anchor,
    ...markOf(mask, of, lost, snapshots),
    rows: rows.map(({ value, label, in: own, otherLabels }) => ({
      text: value,
      ...(label === undefined ? {} : { label }),
      ...markOf(own, mask, 0, snapshots),
      others: otherLabels.map((each) => ({ text: each.label, ...markOf(each.in, mask, 0, snapshots) })),
    })),
  };
}

/** Of so many fields, a second copy is not worth its place. */
const MANY = 12;

/**
 * The same views, in which what is inside of one field and again of another is shown once: documents repeat some types
 * dozens of times.
 */
export function withoutCopies(views: readonly FieldView[]): FieldView[] {
  const first = new Map<string, string>();
  const visit = (view: FieldView): FieldView => {
    const { inside, path } = view;
    if (sizeOf(view) >= MANY) {
      const content = JSON.stringify(inside, (key, value) => (key === "path" ? undefined : value));
      const same = first.get(content);
      if (same !== undefined) return { ...view, inside: [], same };
      first.set(content, path);
    }
    return { ...view, inside: inside.map(visit) };
  };
  return views.map(visit);
}

/** How many fields are inside of one. */
export function sizeOf({ inside }: FieldView): number {
  return inside.reduce((sum, each) => sum + 1 + sizeOf(each), 0);
}

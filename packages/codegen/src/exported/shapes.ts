import { type ApiModel, COMBINERS, refName, type Schema } from "@omada-sdk/model";

/** No schema refers to itself over more others. */
const MAX_ROUNDS = 32;

/** The shape of every schema of two models by its name: the same number is the same TypeScript type, facts apart. */
export interface Shapes {
  before: ReadonlyMap<string, number>;
  after: ReadonlyMap<string, number>;
}

/** What a schema holds itself, with its references taken out in order. */
interface Outline {
  name: string;
  own: number;
  refs: readonly string[];
}

/**
 * Tells schemas apart by what they hold, references by what these lead to. Round by round each gets a number for its
 * own members and the numbers that its references had in the round before, until no more are distinguished; so cycles
 * need no care.
 */
export function shapesOf(before: ApiModel, after: ApiModel): Shapes {
  const number = numbering();
  const outlines = [outlinesOf(before, number), outlinesOf(after, number)] as const;
  let shapes: Shapes = { before: new Map(), after: new Map() };
  for (let round = 0, kinds = 0; round < MAX_ROUNDS; round++) {
    const inRound = numbering();
    const renumber = (list: readonly Outline[], known: ReadonlyMap<string, number>) =>
      new Map(
        list.map(({ name, own, refs }) => {
          return [name, inRound([own, ...refs.map((ref) => known.get(ref) ?? -1)].join())] as const;
        }),
      );
    shapes = { before: renumber(outlines[0], shapes.before), after: renumber(outlines[1], shapes.after) };
    const now = new Set([...shapes.before.values(), ...shapes.after.values()]).size;
    if (now === kinds) break;
    kinds = now;
  }
  return shapes;
}

/** Gives equal texts equal numbers. */
function numbering(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
}

function outlinesOf({ schemas }: ApiModel, number: (text: string) => number): Outline[] {
  return [...schemas].map(([name, schema]) => {
    const refs: string[] = [];
    return { name, own: number(wordsOf(schema, refs)), refs };
  });
}

/** All of a schema that its TypeScript type depends on. Lists of values are open and so no part of it. */
function wordsOf(schema: Schema, refs: string[]): string {
  const {
    $ref,
    type,
    format,
    nullable,
    items,
    properties = {},
    required = [],
    additionalProperties,
  } = schema;
  const words = [nullable ? "null" : ""];
  if ($ref !== undefined) {
    refs.push(refName($ref) ?? $ref);
    words.push("#");
  } else if (type === "integer" || type === "number") words.push("number");
  else words.push(format === "binary" ? "file" : (type ?? ""));
  if (items) words.push(`[${wordsOf(items, refs)}]`);
  const members = Object.keys(properties)
    .sort()
    .map((name) => {
      const mark = required.includes(name) ? "" : "?";
      return `${JSON.stringify(name)}${mark}:${wordsOf(properties[name] ?? {}, refs)}`;
    });
  words.push(`{${members.join()}}`);
  if (additionalProperties)
    words.push(`*${additionalProperties === true ? "" : wordsOf(additionalProperties, refs)}`);
  for (const combiner of COMBINERS) {
    const parts = schema[combiner]?.map((part) => wordsOf(part, refs));
    if (parts) words.push(`${combiner}(${parts.join()})`);
  }
  return words.join(" ");
}

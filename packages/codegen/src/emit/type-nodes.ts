import { COMBINERS, refName, type Schema } from "@omada-sdk/model";
import type ts from "typescript";
import { compiler, transformSchemaObject } from "../compiler.js";
import { isEnvelope, isFree, plainPageRow } from "../exported/references.js";
import { schemaDoc } from "./schema-docs.js";

const { factory } = compiler;

/** Names a type may refer to, and a record of those it did. */
export interface TypeScope {
  schemas: ReadonlyMap<string, Schema>;
  /** Schemas that get a declaration of their own and were referred to. */
  used: Set<string>;
  /** Envelopes and pages around the present type; one inside itself ends in `unknown`. */
  open?: ReadonlySet<string>;
  /** Name under which a schema is known where the type stands. */
  local?: (name: string) => string;
}

const UNKNOWN = factory.createKeywordTypeNode(compiler.SyntaxKind.UnknownKeyword);
const UNDEFINED = factory.createKeywordTypeNode(compiler.SyntaxKind.UndefinedKeyword);

/** The TypeScript type of a schema, made by openapi-typescript; references become plain names. */
export function typeNode(schema: Schema, scope: TypeScope): ts.TypeNode {
  if (isFree(schema)) return UNKNOWN;
  return transformSchemaObject(prepare(schema) as never, { path: "#", ctx: context(scope) } as never);
}

/** Type parameters such as `Grid<DeviceInfo>`. */
export function reference(name: string, ...parameters: ts.TypeNode[]): ts.TypeNode {
  return factory.createTypeReferenceNode(name, parameters.length > 0 ? parameters : undefined);
}

type Prepared = Record<string, unknown>;

/** What {@link prepare} made: a schema stands in declarations, signatures and path clients. */
const preparedSchemas = new WeakMap<Schema, Prepared>();

/** The schema as openapi-typescript shall see it: references as marked objects, our texts as titles. */
export function prepare(schema: Schema): Prepared {
  const known = preparedSchemas.get(schema);
  if (known) return known;
  const made = prepareNew(schema);
  preparedSchemas.set(schema, made);
  return made;
}

function prepareNew(schema: Schema): Prepared {
  const title = schemaDoc(schema);
  // On one line: openapi-typescript indents further ones so far that editors show them as code.
  const titled =
    title === "" ? {} : { title: title.replaceAll("\n\n", ". ").replaceAll(/[\u2028\u2029]/g, " ") };
  if (schema.$ref !== undefined) return { type: "object", "x-ref": refName(schema.$ref) ?? "", ...titled };
  const { $ref, format, enum: values, properties, items, additionalProperties, default: _, ...rest } = schema;
  const out: Prepared = { ...rest, ...titled };
  if (values) out["x-omada-values"] = values.map((value) => ({ value }));
  if (format === "binary") out["x-file"] = true;
  if (out["x-omada-values"] || out["x-file"]) {
    // These types are made here, so null has to be added here as well.
    out["x-null"] = schema.nullable === true;
    delete out.nullable;
  }
  if (properties) {
    out.properties = Object.fromEntries(
      Object.entries(properties).map(([name, child]) => [name, prepareMember(name, child)]),
    );
  }
  if (items) out.items = prepare(items);
  if (typeof additionalProperties === "object") out.additionalProperties = prepare(additionalProperties);
  else if (additionalProperties !== undefined) out.additionalProperties = additionalProperties;
  for (const combiner of COMBINERS) {
    if (schema[combiner]) out[combiner] = schema[combiner].map(prepare);
  }
  return out;
}

/** Members whose integers the clients read exactly; `parseExactly` of core has the same rule. */
const ID_MEMBER = /^s?ids?$|I[dD]s?$/;

function prepareMember(name: string, schema: Schema): Prepared {
  const made = prepare(schema);
  if (!ID_MEMBER.test(name)) return made;
  if (schema.format === "int64") return exactly(made);
  return schema.items?.format === "int64" ? { ...made, items: exactly(prepare(schema.items)) } : made;
}

/** An id of 64 bits, which arrives as a string of its digits where a number cannot hold it. */
function exactly(made: Prepared): Prepared {
  const title = [made.title, "Beyond 2^53 a string of its digits"].filter(Boolean).join(". ");
  return { ...made, title, "x-exact": true };
}

export function context(scope: TypeScope) {
  return {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    // A controller may leave out a member that has a default.
    defaultNonNullable: false,
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    immutable: false,
    injectFooter: [],
    pathParamsAsTypes: false,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    redoc: {},
    silent: true,
    resolve: () => undefined,
    transform: (prepared: Prepared) => special(prepared, scope),
  };
}

/** The types that openapi-typescript would make otherwise: references, value tables, files. */
function special(prepared: Prepared, scope: TypeScope): ts.TypeNode | undefined {
  const ref = prepared["x-ref"];
  if (typeof ref === "string") return referenceNode(ref, scope);
  const nullable = prepared["x-null"] === true;
  if (prepared["x-file"] === true) return orNull(reference("Blob"), nullable);
  if (prepared["x-exact"] === true) return orNull(numberOrString(), prepared.nullable === true);
  if (prepared["x-absent"] === "null") return factory.createLiteralTypeNode(factory.createNull());
  if (prepared["x-absent"] === "undefined") return UNDEFINED;
  // A sum of flags has more values than the flags.
  if (prepared["x-omada-bits"] === true) return undefined;
  const values = prepared["x-omada-values"] as { value: string | number }[] | undefined;
  return values ? orNull(unionOf(values.map(({ value }) => value)), nullable) : undefined;
}

function numberOrString(): ts.UnionTypeNode {
  const { NumberKeyword, StringKeyword } = compiler.SyntaxKind;
  const keywords = [
    factory.createKeywordTypeNode(NumberKeyword),
    factory.createKeywordTypeNode(StringKeyword),
  ];
  return factory.createUnionTypeNode(keywords);
}

function orNull(type: ts.TypeNode, nullable: boolean | undefined): ts.TypeNode {
  if (!nullable) return type;
  const types = compiler.isUnionTypeNode(type) ? type.types : [type];
  return factory.createUnionTypeNode([...types, factory.createLiteralTypeNode(factory.createNull())]);
}

function referenceNode(name: string, scope: TypeScope): ts.TypeNode {
  const target = scope.schemas.get(name);
  const row = plainPageRow(target);
  if (row || isEnvelope(target)) {
    const open = scope.open ?? new Set();
    if (open.has(name)) return UNKNOWN;
    const inner = { ...scope, open: new Set([...open, name]) };
    const node = row
      ? reference("Grid", typeNode(row, inner))
      : envelopeNode(target?.properties?.result, inner);
    return orNull(node, target?.nullable);
  }
  if (isFree(target)) return UNKNOWN;
  scope.used.add(name);
  return reference(scope.local?.(name) ?? name);
}

/** `Envelope<T>` around a result; `Envelope` alone when there is none. */
export function envelopeNode(result: Schema | undefined, scope: TypeScope): ts.TypeNode {
  return result === undefined ? reference("Envelope") : reference("Envelope", typeNode(result, scope));
}

const DIRECTIONS = ["asc", "desc"];

/**
 * `0 | 1 | (number & {})`: the known values complete in editors, and a value of a newer controller is no error. There are
 * no other directions to sort in, and a misspelt one is ignored.
 */
function unionOf(values: readonly (string | number)[]): ts.TypeNode {
  const literals = values.map((value) => factory.createLiteralTypeNode(literal(value)));
  const words = values.map((value) => String(value).toLowerCase()).sort();
  if (words.join() === DIRECTIONS.join()) return factory.createUnionTypeNode(literals);
  const numeric = values.every((value) => typeof value === "number");
  const keyword = numeric ? compiler.SyntaxKind.NumberKeyword : compiler.SyntaxKind.StringKeyword;
  const rest = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(keyword),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([...literals, factory.createParenthesizedType(rest)]);
}

export function literal(value: string | number): ts.LiteralExpression | ts.PrefixUnaryExpression {
  if (typeof value === "string") return factory.createStringLiteral(value);
  const absolute = factory.createNumericLiteral(Math.abs(value));
  return value < 0 ? factory.createPrefixUnaryExpression(compiler.SyntaxKind.MinusToken, absolute) : absolute;
}

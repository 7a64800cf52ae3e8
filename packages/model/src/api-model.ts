/** The part of JSON Schema that interface documents of Omada controllers use (OpenAPI 3.0). */
export interface Schema extends SchemaFacts {
  $ref?: string;
  type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  enum?: (string | number)[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  writeOnly?: boolean;
  nullable?: boolean;
  readOnly?: boolean;
  default?: unknown;
  deprecated?: boolean;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
}

/** One row of a value table: the value on the wire and, where it is short enough, its label. */
export interface ValueRow {
  value: number | string;
  label?: string;
}

/** A field that must be present when a sibling has a value. */
export interface Condition {
  kind: "required" | "valid";
  field: string;
  equals: string;
}

/** Facts that the documents have only in their texts. Documented in specs/README.md. */
export interface SchemaFacts {
  "x-omada-values"?: ValueRow[];
  "x-omada-bits"?: boolean;
  "x-omada-range"?: [number, number];
  "x-omada-length"?: [number, number];
  "x-omada-unit"?: string;
  "x-omada-default"?: string;
  "x-omada-format"?: string;
  "x-omada-conditions"?: Condition[];
}

/** Facts about a parameter beyond those of its schema. */
export interface ParameterFacts {
  "x-omada-search-fields"?: string[];
  "x-omada-filter-fields"?: string[];
}

export interface Parameter extends ParameterFacts {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required: boolean;
  schema: Schema;
  deprecated?: boolean;
}

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** How an operation hands out rows: not at all, by query parameters, or by members of the body. */
export type Paging = "query" | "body";

/** One operation of a snapshot, identified by METHOD and path (parameter names aside), called by its stable name. */
export interface Operation {
  /** `tag.method`, from names.lock.json */
  name: string;
  method: HttpMethod;
  path: string;
  group: string;
  tag: string;
  title: string;
  deprecated: boolean;
  parameters: Parameter[];
  body?: {
    mediaType: string;
    required: boolean;
    schema: Schema;
    /** Other media types that the document offers for it. */
    alternatives?: string[];
  };
  response?: Schema;
  permissions: string[];
  errorCodes: number[];
  authorizationCodeOnly: boolean;
  edition?: "pro" | "msp";
  /** true when only the controller's default document has the operation, none of its document pages */
  unlisted?: boolean;
  /** snapshot that the shape of the result is taken from, where the document of this one leaves it open */
  resultFrom?: string;
  /** false when the document leaves out the `{errorCode,msg,result}` that controllers really send */
  envelope: boolean;
  download: boolean;
  paging?: Paging;
}

export type Line = "v5" | "v6";
export type Flavour = "local" | "cloud";

/** A documented operation that controllers refuse all the same. */
export interface RefusedOperation {
  /** Stable name, `tag.method`. */
  name: string;
  /** What they answer. */
  errorCode: number;
  /** The builds that do: from the first to the last, or every later one. */
  from?: string;
  to?: string;
}

/** In what controllers answer an operation otherwise than declared, all the same with success. */
export interface KnownAnswer {
  /** Stable name, `tag.method`. */
  name: string;
  /** The builds that do: from the first to the last, or every later one. */
  from: string;
  to?: string;
  /** There is no result. */
  noResult?: true;
  /** A member of the result, however deep. */
  member?: string;
  /** What that is called. */
  calledOnWire?: string;
  /** Its value is a string. */
  isText?: true;
}

/**
 * What documents say, in their own words, about schemas (by name) and operations (METHOD and path), and below them by place:
 * `""` for itself, `.name` for a member, `?page` for a parameter.
 */
export type DocumentTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** All of one snapshot: its operations by path and method, and the schemas they name. */
export interface ApiModel {
  id: string;
  line: Line;
  flavour: Flavour;
  controllerVersion: string;
  /** Sorted by path, then method. */
  operations: Operation[];
  /** Sorted by name. */
  schemas: Map<string, Schema>;
  /** What controllers of this snapshot refuse; only in bundles, which are made with what is known of controllers. */
  refused?: readonly RefusedOperation[];
  /** What they answer otherwise than declared; only in bundles, too. */
  answers?: readonly KnownAnswer[];
  /** What its documents say; only in what users generate for themselves. */
  texts?: DocumentTexts;
}

/** A whole snapshot as one compact JSON text, for packages that ship it. */
export function toBundle(model: ApiModel): string {
  // The schemas last, as in what is read again: the same model gives the same text.
  const { schemas, ...rest } = model;
  return `${JSON.stringify({ ...rest, schemas: Object.fromEntries(schemas) })}\n`;
}

/** Reads what {@link toBundle} wrote. */
export function fromBundle(text: string): ApiModel {
  const { schemas, ...rest } = JSON.parse(text) as Omit<ApiModel, "schemas"> & {
    schemas: Record<string, Schema>;
  };
  return { ...rest, schemas: new Map(Object.entries(schemas)) };
}

import {
  type ApiModel,
  flatten,
  kindOf,
  type Operation,
  type Parameter,
  type Schema,
} from "@omada-sdk/model";
import { UsageError } from "../command.js";
import { type Assignment, assignmentOf, fromText } from "./assignment.js";
import { isRecord, problemsOf, unknownName } from "./check-value.js";

/** What a command line says about a call. */
export interface GivenArguments {
  /** `name=value` and `name:=json`. */
  readonly texts: readonly string[];
  /** The whole body, which single members are put into. */
  readonly body?: unknown;
  /** Name or id. */
  readonly site?: string | undefined;
  /** Name or MAC address. */
  readonly device?: string | undefined;
  /** Every page is read. */
  readonly all: boolean;
}

/** The arguments of a client's method, and what has to be looked up before they are complete. */
export interface CallArguments {
  readonly args: Record<string, unknown>;
  /** The argument that takes the id of a site. */
  readonly siteArgument: string | undefined;
  /** The argument that takes the MAC address of a device. */
  readonly deviceArgument: string | undefined;
}

const DEVICE_PARAMETERS: readonly string[] = ["deviceMac", "apMac", "switchMac", "gatewayMac"];
/** A batch takes JSON objects as bodies of its actions; the documents type those as texts. */
const TYPED_WRONGLY: ReadonlySet<string> = new Set(["batch.batchController", "mspBatch.mspBatchController"]);
/** Pages count from 1 and hold 1000 rows at most, also where a document does not say so. */
const PAGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  page: [1, 999_999_999],
  pageSize: [1, 1000],
};
/** Takes few requests for a list, and is among the sizes that every operation takes. */
const PAGE_SIZE = 100;
const WAY_OUT = "omada api sends a request without these checks";

/**
 * The arguments of one call, checked by the snapshot.
 * @param omadacId stands for `mspId`, where none is given
 * @throws UsageError with everything that is wrong; no line quotes a value
 */
export function readArguments(
  model: ApiModel,
  operation: Operation,
  given: GivenArguments,
  omadacId: string,
): CallArguments {
  const reader = new ArgumentReader(model, operation, given, omadacId);
  const { args, mistakes } = reader.read();
  if (mistakes.length > 0) {
    const lines = mistakes.map((mistake) => `- ${mistake}`);
    throw new UsageError([`${operation.name} does not take this:`, ...lines, WAY_OUT].join("\n"));
  }
  return { args, siteArgument: reader.siteArgument, deviceArgument: reader.deviceArgument };
}

class ArgumentReader {
  readonly #model: ApiModel;
  readonly #operation: Operation;
  readonly #given: GivenArguments;
  readonly #omadacId: string;
  /** Path and query parameters by the names that arguments have in clients. */
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #args: Record<string, unknown> = {};
  readonly #mistakes: string[] = [];
  readonly siteArgument: string | undefined;
  readonly deviceArgument: string | undefined;
  #body: unknown;
  /** What would be said of arguments that were given, though wrongly. */
  readonly #unread: string[] = [];

  constructor(model: ApiModel, operation: Operation, given: GivenArguments, omadacId: string) {
    this.#model = model;
    this.#operation = operation;
    this.#given = given;
    this.#omadacId = omadacId;
    this.#parameters = namedParameters(operation);
    const names = [...this.#parameters.keys()];
    this.siteArgument = names.find((name) => this.#parameters.get(name)?.name === "siteId");
    this.deviceArgument = DEVICE_PARAMETERS.find(
      (name) => names.includes(name) && this.#parameters.get(name)?.in === "path",
    );
    this.#body = given.body;
  }

  read(): { args: Record<string, unknown>; mistakes: readonly string[] } {
    for (const text of this.#given.texts) this.#assign(text);
    this.#name("--site", this.#given.site, this.siteArgument, "site");
    this.#name("--device", this.#given.device, this.deviceArgument, "device");
    if (this.#given.all && this.#operation.paging && this.#has("page"))
      this.#mistakes.push("page does not go with --all, which reads every page");
    this.#addPage();
    if (this.#parameters.has("mspId")) this.#args.mspId ??= this.#omadacId;
    for (const [name, parameter] of this.#parameters) this.#checkParameter(name, parameter);
    this.#checkBody();
    this.#checkPage();
    if (this.#body !== undefined) this.#args.body = this.#body;
    return { args: this.#args, mistakes: this.#mistakes.filter((each) => !this.#unread.includes(each)) };
  }

  #assign(text: string): void {
    const assignment = assignmentOf(text);
    if (!assignment) {
      const shown =
        text.startsWith("{") || text.startsWith("[")
          ? "a body goes behind --body"
          : `argument ${this.#given.texts.indexOf(text) + 1} behind the operation is not name=value or name:=json`;
      this.#mistakes.push(shown);
      return;
    }
    const { name } = assignment;
    const parameter = this.#parameterOf(name);
    if (!parameter) {
      this.#assignMember(assignment);
      return;
    }
    const value = this.#valueOf(assignment, parameter.schema);
    const before = this.#args[name];
    const isList = flatten(this.#model.schemas, parameter.schema).type === "array";
    if (before === undefined) this.#args[name] = value;
    else if (isList && Array.isArray(before) && Array.isArray(value)) before.push(...value);
    else this.#mistakes.push(`${name} is given twice`);
  }

  /** Of an object in the query single members can be given, such as `sorts.name`. */
  #parameterOf(name: string): Parameter | undefined {
    const own = this.#parameters.get(name);
    const head = own ? undefined : this.#parameters.get(name.slice(0, Math.max(0, name.indexOf("."))));
    return own ?? (head?.in === "query" && this.#isObject(head.schema) ? head : undefined);
  }

  #isObject(schema: Schema): boolean {
    return flatten(this.#model.schemas, schema).type === "object";
  }

  /** Puts a value into the body. */
  #assignMember(assignment: Assignment): void {
    const { schemas } = this.#model;
    const { body } = this.#operation;
    const members = body ? Object.keys(flatten(schemas, body.schema).properties ?? {}) : [];
    const parts = assignment.name.split(".");
    if (body && parts[0] === "body" && !members.includes("body")) parts.shift();
    let schema: Schema = body?.schema ?? {};
    const names = [...this.#parameters.keys()].filter((name) => name !== "mspId");
    const isOpen = body !== undefined && kindOf(flatten(schemas, schema)) === "open object";
    if (!body || parts.length === 0 || (!isOpen && !members.includes(parts[0] ?? ""))) {
      this.#mistakes.push(
        unknownName(`${this.#operation.name} has no argument`, assignment.name, [...names, ...members]),
      );
      return;
    }
    if (this.#body === undefined) this.#body = Object.create(null);
    let target = this.#body;
    for (const [index, part] of parts.entries()) {
      const at = parts.slice(0, index).join(".");
      const flat = flatten(schemas, schema);
      const next = memberOf(flat, part);
      if (!isRecord(target) || !next) {
        const known = Object.keys(flat.properties ?? {});
        const problem =
          flat.type === "array"
            ? `${at} is a list; give it whole as ${at}:=[...]`
            : unknownName(`${at || "the body"} has no member`, part, known);
        this.#mistakes.push(problem);
        return;
      }
      schema = next;
      if (index < parts.length - 1) {
        if (!Object.hasOwn(target, part)) define(target, part, Object.create(null));
        target = target[part];
        continue;
      }
      const value = this.#valueOf(assignment, schema);
      if (value === undefined) return;
      const before = Object.hasOwn(target, part) && this.#given.body === undefined ? target[part] : undefined;
      if (Array.isArray(before) && Array.isArray(value)) before.push(...value);
      else if (before !== undefined) this.#mistakes.push(`${assignment.name} is given twice`);
      else define(target, part, value);
    }
  }

  #valueOf({ name, text, isJson }: Assignment, schema: Schema): unknown {
    if (!isJson) return fromText(this.#model, schema, text);
    try {
      return JSON.parse(text);
    } catch {
      this.#mistakes.push(`what follows ${name}:= is not valid JSON`);
      this.#unread.push(`${name} is missing`);
      return undefined;
    }
  }

  #name(option: string, value: string | undefined, argument: string | undefined, what: string): void {
    if (value === undefined) return;
    if (argument === undefined)
      this.#mistakes.push(`${option} names a ${what}, and ${this.#operation.name} is not about one`);
    else if (this.#args[argument] !== undefined)
      this.#mistakes.push(`${argument} and ${option} are the same; leave one out`);
    else this.#args[argument] = value;
  }

  #has(name: string): boolean {
    if (this.#operation.paging === "query") return this.#args[name] !== undefined;
    return isRecord(this.#body) && Object.hasOwn(this.#body, name);
  }

  /** The first page, unless another one is asked for. */
  #addPage(): void {
    const { paging } = this.#operation;
    if (!paging) return;
    if (paging === "body" && this.#body === undefined) this.#body = Object.create(null);
    const target = paging === "query" ? this.#args : this.#body;
    if (!isRecord(target)) return;
    target.page ??= 1;
    target.pageSize ??= Math.min(PAGE_SIZE, this.#largestPage());
  }

  #largestPage(): number {
    const { parameters, body } = this.#operation;
    const inQuery = parameters.find(({ name }) => name === "pageSize")?.schema;
    const schema = inQuery ?? flatten(this.#model.schemas, body?.schema ?? {}).properties?.pageSize;
    return schema?.["x-omada-range"]?.[1] ?? schema?.maximum ?? PAGE_SIZE;
  }

  #checkParameter(name: string, parameter: Parameter): void {
    const given = this.#args[name];
    const value = Array.isArray(given) && given.length === 0 ? undefined : given;
    const shown = name === this.siteArgument ? "--site" : name === this.deviceArgument ? "--device" : name;
    if (value === undefined) {
      const hasMember = Object.keys(this.#args).some((each) => each.startsWith(`${name}.`));
      if (parameter.required && !hasMember)
        this.#mistakes.push(`${shown} is missing${valuesHint(parameter.schema)}`);
      return;
    }
    if (parameter.in === "path" && (value === "" || value === "." || value === "..")) {
      this.#mistakes.push(`${shown} may not be empty, "." or ".."`);
      return;
    }
    if (name === this.siteArgument || name === this.deviceArgument) return;
    // The query has no objects: what stands for one, also in a list, is a text that the controller reads.
    const { items } = flatten(this.#model.schemas, parameter.schema);
    if (parameter.in === "query" && this.#isObject(items ?? parameter.schema)) return;
    if (isListOfTexts(parameter.schema, value)) {
      const parts = value.split(",").filter((part) => part !== "");
      const found = parts.flatMap((part) => this.#problems(parameter.schema, part, name));
      this.#mistakes.push(...new Set(found));
    } else this.#mistakes.push(...this.#problems(parameter.schema, value, name));
  }

  #checkPage(): void {
    const { paging } = this.#operation;
    const source = paging === "query" ? this.#args : paging === "body" ? this.#body : undefined;
    if (!isRecord(source)) return;
    for (const [name, [least, most]] of Object.entries(PAGES)) {
      const value = source[name];
      const isKnown = this.#mistakes.some((mistake) => mistake.startsWith(`${name} `));
      const isRight = Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
      if (!isKnown && !isRight) this.#mistakes.push(`${name} is ${least} to ${most}`);
    }
  }

  #checkBody(): void {
    const { body, method, name } = this.#operation;
    if (!body) {
      if (this.#given.body !== undefined) this.#mistakes.push(`${name} has no body`);
      return;
    }
    if (this.#body === undefined) {
      if (body.required) this.#mistakes.push(...this.#missingBody(body.schema));
      return;
    }
    if (!TYPED_WRONGLY.has(name))
      this.#mistakes.push(...this.#problems(body.schema, this.#body, "", method !== "PATCH"));
  }

  #missingBody(schema: Schema): string[] {
    const members = this.#problems(schema, {}, "");
    return members.length > 0 ? members : ["the body is missing: --body, or its members as name=value"];
  }

  #problems(schema: Schema, value: unknown, at: string, required = true): string[] {
    return problemsOf(this.#model.schemas, schema, value, at, { required });
  }
}

/** Parameters by the names of the arguments of a client's method, which gives way where two have the same name. */
function namedParameters({ parameters, body }: Operation): Map<string, Parameter> {
  const named = new Map<string, Parameter>();
  const add = (parameter: Parameter, suffix: string): void => {
    const { name } = parameter;
    const isTaken = named.has(name) || (body !== undefined && name === "body");
    named.set(isTaken ? `${name}${suffix}` : name, parameter);
  };
  for (const parameter of parameters)
    if (parameter.in === "path" && parameter.name !== "omadacId") add(parameter, "Path");
  for (const parameter of parameters) if (parameter.in === "query") add(parameter, "Query");
  return named;
}

function memberOf(
  { properties, additionalProperties, type, items }: Schema,
  name: string,
): Schema | undefined {
  if (properties && Object.hasOwn(properties, name)) return properties[name];
  if (typeof additionalProperties === "object") return additionalProperties;
  const isOpen = additionalProperties === true || (!properties && !items && (type ?? "object") === "object");
  return isOpen ? {} : undefined;
}

/** A member of any name, `__proto__` included. */
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Filters of texts take several values with commas between them. */
function isListOfTexts(schema: Schema, value: unknown): value is string {
  return schema["x-omada-values"] !== undefined && typeof value === "string" && value.includes(",");
}

function valuesHint(schema: Schema): string {
  const values = (schema.enum ?? schema["x-omada-values"]?.map(({ value }) => value) ?? []).slice(0, 8);
  return values.length > 0 ? ` (${values.join(", ")})` : "";
}

import { type ApiModel, flatten, type Schema } from "@omada-sdk/model";

/** One `name=value`. */
export interface Assignment {
  readonly name: string;
  readonly text: string;
  readonly isJson: boolean;
}

/** Takes `name=value` or `name:=json` apart; undefined for what is neither. */
export function assignmentOf(text: string): Assignment | undefined {
  const at = text.indexOf("=");
  if (at <= 0) return undefined;
  const isJson = text[at - 1] === ":";
  const name = text.slice(0, isJson ? at - 1 : at);
  return /^[\w.-]+$/.test(name) ? { name, text: text.slice(at + 1), isJson } : undefined;
}

/** A text as the value that a schema asks for; one that is none stays a text, which the check refuses. */
export function fromText(model: ApiModel, declared: Schema, text: string): unknown {
  const schema = flatten(model.schemas, declared);
  switch (schema.type) {
    case "integer":
    case "number":
      if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return Number(text);
      return labelled(schema, text) ?? text;
    case "boolean":
      return /^(?:true|on|yes|1)$/i.test(text) || (/^(?:false|off|no|0)$/i.test(text) ? false : text);
    case "array":
      return text === ""
        ? []
        : listTexts(model, schema, text).map((each) => fromText(model, schema.items ?? {}, each));
    default:
      return text;
  }
}

/** Lists of numbers may be written with commas; a text may hold some. */
function listTexts(model: ApiModel, { items }: Schema, text: string): string[] {
  const { type } = flatten(model.schemas, items ?? {});
  return type === "integer" || type === "number" ? text.split(",") : [text];
}

/** The value with this label. */
function labelled(schema: Schema, text: string): number | string | undefined {
  const rows = schema["x-omada-values"] ?? [];
  return rows.find(({ label }) => label?.toLowerCase() === text.toLowerCase())?.value;
}

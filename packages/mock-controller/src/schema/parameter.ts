import type { Schema } from "@omada-sdk/codegen/model";
import { checkOf, type Schemas } from "./check.js";

/** Whether the texts that a query gives a parameter are such as its schema allows. */
export type TextsCheck = (texts: readonly string[]) => boolean;

const RULES = { required: true, told: true };
/** How a text is read as a truth value by the framework that the controller is written with. */
const BOOLEAN = /^(?:true|false|on|off|yes|no|1|0)$/i;

/**
 * The check of a query parameter. An empty text stands for no value, which only a text parameter takes when it is
 * required. Lists come as `a,b` or as the parameter repeated, filters of texts too (`filters.status=1,2`).
 */
export function parameterCheck(schemas: Schemas, schema: Schema, required: boolean): TextsCheck {
  const empty = schema.type === "string" || !required;
  if (schema.type === "array") {
    const check = checkOf(schemas, { ...schema, items: {} }, RULES);
    const items = valueCheck(schemas, schema.items ?? {});
    return (texts) => {
      const parts = texts.flatMap(partsOf);
      return parts.length === 0 ? empty : check(parts) && parts.every(items);
    };
  }
  const check = valueCheck(schemas, schema);
  const listed = schema.type === "string" && schema["x-omada-values"] !== undefined;
  return (texts) => {
    const [text = ""] = texts;
    if (text === "") return empty;
    return check(text) || (listed && text.includes(",") && partsOf(text).every(check));
  };
}

function partsOf(text: string): string[] {
  return text.split(",").filter((part) => part !== "");
}

function valueCheck(schemas: Schemas, schema: Schema): (text: string) => boolean {
  switch (schema.type) {
    case "integer":
    case "number": {
      const check = checkOf(schemas, schema, RULES);
      return (text) => /^[+-]?\d+(?:\.\d+)?$/.test(text) && check(Number(text));
    }
    case "boolean":
      return (text) => BOOLEAN.test(text);
    case "string":
      return checkOf(schemas, schema, RULES);
    default:
      return () => true;
  }
}

import { type ApiModel, type DocumentTexts, methodAndPath, type Schema, walkSchema } from "@omada-sdk/model";
import { ANSWER, BODY, OWN, PARAMETER } from "../specs/text-places.js";

/** A schema with the text that its document says about it, which {@link schemaDoc} puts below the facts. */
export interface DescribedSchema extends Schema {
  "x-text"?: string;
}

/** The model with the document's texts in its schemas; the model handed in stays as it is. */
export function withDocumentTexts(model: ApiModel, texts: DocumentTexts | undefined): ApiModel {
  if (!texts) return model;
  const described = <T extends Schema>(owner: string, start: string, schema: T): T => {
    const own = texts[owner];
    if (!own) return schema;
    const copy = structuredClone(schema);
    for (const [each, where] of walkSchema<DescribedSchema>(copy, start)) {
      const text = own[where];
      if (text !== undefined) each["x-text"] = text;
    }
    return copy;
  };
  const schemas = [...model.schemas].map(([name, schema]) => [name, described(name, OWN, schema)] as const);
  const operations = model.operations.map((operation) => {
    const owner = methodAndPath(operation);
    const { parameters, body, response } = operation;
    return {
      ...operation,
      parameters: parameters.map((each) => ({
        ...each,
        schema: described(owner, `${PARAMETER}${each.name}`, each.schema),
      })),
      ...(body && { body: { ...body, schema: described(owner, BODY, body.schema) } }),
      ...(response && { response: described(owner, ANSWER, response) }),
    };
  });
  return { ...model, operations, schemas: new Map(schemas) };
}

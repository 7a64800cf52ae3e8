import type { ApiModel, Schema } from "./types.js";

/** A whole snapshot as one compact JSON text, for packages that ship it. */
export function toBundle(model: ApiModel): string {
  return `${JSON.stringify({ ...model, schemas: Object.fromEntries(model.schemas) })}\n`;
}

/** Reads what {@link toBundle} wrote. */
export function fromBundle(text: string): ApiModel {
  const { schemas, ...rest } = JSON.parse(text) as Omit<ApiModel, "schemas"> & {
    schemas: Record<string, Schema>;
  };
  return { ...rest, schemas: new Map(Object.entries(schemas)) };
}

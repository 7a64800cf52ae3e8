import { type ApiModel, type Operation, reachableNames, schemasOf } from "@omada-sdk/model";
import { didYouMean } from "@omada-sdk/model/words";
import { ImportError, printable } from "../files/input-error.js";
import { ownTexts } from "../import/read-model.js";

/**
 * A model with the operations of some tags only, and the schemas that those need.
 * @param only members of the client (`device`) or tags as the document writes them; none for all
 * @throws ImportError naming those that the model does not have
 */
export function restrict(model: ApiModel, only: readonly string[]): ApiModel {
  if (only.length === 0) return model;
  const known = new Set(model.operations.flatMap((operation) => spellings(operation)));
  const unknown = only.filter((tag) => !known.has(folded(tag)));
  if (unknown.length > 0) {
    const members = [...new Set(model.operations.map(memberOf))].sort();
    throw new ImportError(
      `there is no tag ${unknown.map(printable).join(", ")}; this controller has: ${members.join(", ")}${didYouMean(unknown[0] as string, members)}`,
    );
  }
  return restrictToKnown(model, only);
}

/** As {@link restrict}; tags that the model does not have count for nothing. */
export function restrictToKnown(model: ApiModel, only: readonly string[]): ApiModel {
  if (only.length === 0) return model;
  const wanted = new Set(only.map(folded));
  const operations = model.operations.filter((each) => spellings(each).some((name) => wanted.has(name)));
  const used = reachableNames(operations.flatMap(schemasOf), model.schemas);
  const schemas = new Map([...model.schemas].filter(([name]) => used.has(name)));
  const kept = { ...model, operations, schemas };
  return model.texts ? { ...kept, texts: ownTexts(model.texts, kept) } : kept;
}

function spellings(operation: Operation): string[] {
  return [folded(memberOf(operation)), folded(operation.tag)];
}

function memberOf({ name }: Operation): string {
  return name.split(".")[0] ?? "";
}

function folded(tag: string): string {
  return tag.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

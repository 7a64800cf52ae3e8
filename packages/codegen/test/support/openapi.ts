import { readFile } from "node:fs/promises";
import SwaggerParser from "@apidevtools/swagger-parser";
import { validate } from "@readme/openapi-parser";
import { expect } from "vitest";

/** Two independent parsers take a file for a valid OpenAPI document. */
export async function expectOpenApi(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  // Both parsers rewrite what they are given, so each gets a copy of its own.
  await SwaggerParser.validate(JSON.parse(text));
  expect(await validate(JSON.parse(text))).toMatchObject({ valid: true });
}

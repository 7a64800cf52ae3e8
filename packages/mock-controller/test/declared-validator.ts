import type { ApiModel, Operation } from "@omada-sdk/model";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/** Says what is wrong with an answer, or nothing. */
export type Check = (operation: Operation, answer: unknown) => string | undefined;

/** Checks answers against the schemas that a snapshot declares for them, as they are. */
export function declaredValidator(model: ApiModel): Check {
  const ajv = new Ajv({
    strict: false,
    unicodeRegExp: true,
    allErrors: true,
    code: { optimize: false },
    inlineRefs: false,
  });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "api:", components: { schemas: Object.fromEntries(model.schemas) } });
  const compiled = new Map<string, ValidateFunction>();
  return (operation, answer) => {
    const text = JSON.stringify(operation.response ?? {}).replaceAll('"#/', '"api:#/');
    const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text));
    compiled.set(text, validate);
    return validate(answer) ? undefined : describe(validate.errors ?? []);
  };
}

function describe(errors: readonly ErrorObject[]): string {
  return errors
    .slice(0, 3)
    .map((error) => `${error.instancePath} ${error.message}`)
    .join("; ");
}

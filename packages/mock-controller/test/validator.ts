import { type ApiModel, type Operation, resolveSchema } from "@omada-sdk/codegen/model";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/** Says what is wrong with an answer, or nothing. */
export type Check = (operation: Operation, answer: unknown) => string | undefined;

/** Checks answers against the schemas that a snapshot declares for them. */
export function responseValidator(model: ApiModel): Check {
  const ajv = new Ajv({ strict: false, unicodeRegExp: true, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "api:", components: { schemas: Object.fromEntries(model.schemas) } });
  const compiled = new Map<string, ValidateFunction>();
  return (operation, answer) => {
    const declared = operation.response ?? {};
    const text = JSON.stringify(declared).replaceAll('"#/', '"api:#/');
    const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text));
    compiled.set(text, validate);
    const { errorCode, result } = answer as { errorCode: number; result?: unknown };
    if (errorCode !== 0) return `errorCode ${errorCode}`;
    const hasResult = "result" in (resolveSchema(model.schemas, declared).properties ?? {});
    if (operation.envelope && hasResult && result === undefined) return "no result";
    return validate(operation.envelope ? answer : result) ? undefined : describe(validate.errors ?? []);
  };
}

function describe(errors: readonly ErrorObject[]): string {
  return errors
    .slice(0, 3)
    .map((error) => `${error.instancePath} ${error.message}`)
    .join("; ");
}

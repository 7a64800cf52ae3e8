import { type ApiModel, resolveSchema } from "@omada-sdk/model";
import { type Check, declaredValidator } from "./declared-validator.js";

/** Checks answers against the schemas that a snapshot declares for them, in the envelope that controllers really send. */
export function responseValidator(model: ApiModel): Check {
  const declared = declaredValidator(model);
  return (operation, answer) => {
    const { errorCode, result } = answer as { errorCode: number; result?: unknown };
    if (errorCode !== 0) return `errorCode ${errorCode}`;
    const { properties = {} } = resolveSchema(model.schemas, operation.response);
    if (operation.envelope && "result" in properties && result === undefined) return "no result";
    return declared(operation, operation.envelope ? answer : result);
  };
}

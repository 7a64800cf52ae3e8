export * from "./api-model.js";
export { conditionsOf, gatesOf, type Schemas } from "./conditions.js";
export { ERROR_CATEGORIES } from "./error-categories.js";
export { byPathAndMethod, keyOfOperation, methodAndPath, operationKey } from "./operation-key.js";
export {
  declaresResult,
  describeSchema,
  describeShape,
  type ResponseShape,
  responseShape,
} from "./response.js";
export { isSumOfFlags, refName, refTo, resolveSchema } from "./schema.js";
export { describeType, flatten, type Kind, kindOf } from "./shape.js";
export {
  COMBINERS,
  mapChildren,
  reachableNames,
  reachableSchemas,
  schemasOf,
  walkModel,
  walkSchema,
} from "./walk.js";

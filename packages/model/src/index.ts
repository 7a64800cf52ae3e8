export * from "./api-model.js";
export { byPathAndMethod, keyOfOperation, operationKey } from "./operation-key.js";
export {
  declaresResult,
  describeSchema,
  describeShape,
  type ResponseShape,
  responseShape,
} from "./response.js";
export { isSumOfFlags, refName, refTo, resolveSchema } from "./schema.js";
export {
  COMBINERS,
  mapChildren,
  reachableNames,
  reachableSchemas,
  schemasOf,
  walkModel,
  walkSchema,
} from "./walk.js";

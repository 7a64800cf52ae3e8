export {
  PROJECT_LOCK,
  type ProjectLock,
  type ProjectSource,
  readProjectLock,
  readProjectModel,
} from "./lock.js";
export { modelOfDocuments, modelOfSnapshot } from "./models.js";
export { type PlanOptions, type ProjectPlan, planProject, writeProject } from "./plan.js";
export { type Published, readPublished } from "./published.js";

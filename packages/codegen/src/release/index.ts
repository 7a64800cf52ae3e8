export {
  type Availability,
  type AvailabilityTable,
  availabilityIn,
  type OperationAvailability,
  readAvailabilityTable,
} from "../availability/table.js";
export { updateDerivedSpecs } from "./derived.js";
export {
  type Bump,
  CHANGESET_PREFIX,
  formatChangesets,
  type PackagePlan,
  planRelease,
  type ReleasePlan,
} from "./plan.js";

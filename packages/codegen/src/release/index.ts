export {
  type Availability,
  type AvailabilityTable,
  availabilityIn,
  type OperationAvailability,
  readAvailabilityTable,
} from "../availability/table.js";
export { predecessorOf } from "../specs/predecessor.js";
export { formatChangeset } from "./changeset.js";
export { updateDerivedSpecs } from "./derived.js";
export { type Bump, type PackagePlan, planRelease, type ReleasePlan } from "./plan.js";

import type { Controller } from "./controller.js";
import { objectId } from "./sites.js";

/** What the next id of a controller is made from. No two are alike, so nothing new gets the id of something deleted. */
export function nextIdSeed(controller: Controller): string {
  return `${controller.seed}/issued/${controller.idsIssued++}`;
}

/** A 24-digit object id that the controller has not given out before. */
export function issueId(controller: Controller): string {
  return objectId(nextIdSeed(controller));
}

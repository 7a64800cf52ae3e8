import { hexFrom, randomOf } from "../schema/random.js";
import type { Controller } from "./controller.js";
import type { Site } from "./types.js";

const NAMES = ["Head Office", "Harbour Branch", "North Warehouse", "Riverside Hotel", "Campus West"];

/** A 24-digit object id that belongs to a seed. */
export function objectId(seed: string): string {
  return hexFrom(randomOf(`${seed}/id`), 24);
}

/** The sites that the mock starts with; the first one is the primary site. */
export function makeSites(seed: string, count: number): Site[] {
  return Array.from({ length: count }, (_, index) => ({
    siteId: objectId(`${seed}/site/${index}`),
    name: NAMES[index] ?? `Site ${index + 1}`,
    region: "Germany",
    timeZone: "Europe/Berlin",
    scenario: "Office",
    type: 0,
    tagIds: [],
    supportES: true,
    supportL2: true,
    primary: index === 0,
  }));
}

/** What the next id of a controller is made from. No two are alike, so nothing new gets the id of something deleted. */
export function nextIdSeed(controller: Controller): string {
  return `${controller.seed}/issued/${controller.issued.ids++}`;
}

/** A 24-digit object id that the controller has not given out before. */
export function issueId(controller: Controller): string {
  return objectId(nextIdSeed(controller));
}

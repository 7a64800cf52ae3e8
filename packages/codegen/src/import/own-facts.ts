import { isRecord, UNSAFE } from "./text-checks.js";

/**
 * Documents that were made from a snapshot, such as the mock controller's, carry its fields. They are taken over as they
 * are, so they have to be as a snapshot has them.
 */
const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  "x-omada-values": (value) => isListOf(value, isRow),
  "x-omada-bits": (value) => typeof value === "boolean",
  "x-omada-range": isPair,
  "x-omada-length": isPair,
  "x-omada-unit": isText,
  "x-omada-default": isText,
  "x-omada-format": isText,
  "x-omada-conditions": (value) => isListOf(value, isCondition),
  "x-omada-search-fields": (value) => isListOf(value, isText),
  "x-omada-filter-fields": (value) => isListOf(value, isText),
};

/** The first field of ours that is not as it should be. */
export function oddFact(holder: Record<string, unknown>): string | undefined {
  return Object.keys(holder).find((key) => {
    const check = Object.hasOwn(CHECKS, key) ? CHECKS[key] : undefined;
    return check !== undefined && holder[key] !== undefined && !check(holder[key]);
  });
}

function isRow(row: unknown): boolean {
  if (!isRecord(row)) return false;
  const { value, label } = row;
  return (isText(value) || Number.isFinite(value)) && (label === undefined || isText(label));
}

function isCondition(condition: unknown): boolean {
  if (!isRecord(condition)) return false;
  const { kind, field, equals } = condition;
  return (kind === "required" || kind === "valid") && isText(field) && isText(equals);
}

function isPair(value: unknown): boolean {
  return isListOf(value, Number.isFinite) && (value as unknown[]).length === 2;
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && !UNSAFE.test(value);
}

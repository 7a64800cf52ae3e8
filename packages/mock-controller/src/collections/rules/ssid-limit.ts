import { type Answer, failure } from "../../protocol/answer.js";
import type { Rows, StoredRow } from "../types.js";

/** SSIDs that a band of a WLAN group can have (documented; seen on AP groups, which WLAN groups are called from 6.3 on). */
export const MOST_SSIDS = 8;

const SSIDS = /\/wlans\/\{wlanId\}\/ssids$/;
/** Bits of an SSID's `band`: 2.4, 5 and 6 GHz. */
const BANDS = [1, 2, 4];

/**
 * Refuses an SSID on a band of its WLAN group that has as many as it can have.
 * @param id of the row that is written; undefined for a new one
 */
export function checkSsidLimit(
  { collection, rows }: Rows,
  { band }: StoredRow,
  id: string | undefined,
): Answer | undefined {
  if (typeof band !== "number" || !SSIDS.test(collection.path)) return undefined;
  const others = [...rows].flatMap(([other, row]) => (other === id ? [] : [Number(row.band)]));
  const isFull = BANDS.some(
    (bit) => (band & bit) !== 0 && others.filter((sent) => (sent & bit) !== 0).length >= MOST_SSIDS,
  );
  return isFull ? failure(-33238) : undefined;
}

import { describe, expect, it } from "vitest";
import { mineUnit } from "../../src/import/mine/units.js";

describe.concurrent("units", () => {
  it.each([
    ["Time, unit: ms", "ms"],
    ["Time, the unit is seconds.", "s"],
    ["Speed (unit: Kbps)", "Kbps"],
    ["Speed, unit: kbps", "Kbps"],
    ["Speed, with the unit in kbit/s.", "Kbps"],
    ["Load, unit: %", "%"],
    ["Power. Unit：dBm", "dBm"],
    ["Rate, unit is packet/s", "packets/s"],
    ["Rate, unit: Pkt/s;", "packets/s"],
    ["Rate, unit:B/s", "B/s"],
    ["Timestamp in milliseconds", "ms"],
    ["Timestamp of the last glow, seconds", "s"],
  ])("%s", (description, unit) => {
    expect(mineUnit(description)).toBe(unit);
  });

  it.each([
    ["Last glow (ms)", "ms"],
    ["Last glow(ms).", "ms"],
    ["Glow time (in ms)", "ms"],
    ["Glow time(second), 0 means for ever", "s"],
    ["Glow time (s)", "s"],
    ["Time in ms", "ms"],
    ["Glow time in seconds. Lamps break", "s"],
    ["Loss measured in MB", "MB"],
    ["Load of the lamp in percentage.", "%"],
    ["Glow time, within the range of 1–10 seconds", "s"],
    ["Glow time from 10 to 20s.", "s"],
    ["Glow time, 5–3600(s)", "s"],
    ["Glow time (1 – 86,400 minutes)", "min"],
    ["Cable of 0 to 20,000 m", "m"],
    ["Number of seconds from 1970/01/01", "s"],
    ["Milliseconds from now until it breaks", "ms"],
    ["Lamp total rx bytes", "B"],
    ["Glow rate, byte/s", "B/s"],
    ["Glow time second", "s"],
  ])("without the word: %s", (description, unit) => {
    expect(mineUnit(description)).toBe(unit);
  });

  it.each([
    ["Unit: lamps", "no unit"],
    ["Unit is constructor", "a name of every object"],
    ["Cable, unit: M", "a letter in capitals"],
    ["A timestamp", "no unit at all"],
    ["Size within 1 - 10 min or 1 - 24 hours", "several units"],
    ["When mode is 0(Kbps), 1-10; when mode is 1(Mbps), 1-20", "a unit that another field chooses"],
    ["When mode is 0 (seconds), the limit counts", "a unit of one case"],
    ["Number of lamps that glow for less than 10 seconds", "a time in the name of the thing"],
    ["Lamp of 5 GHz(2)", "a number"],
    ["Lamp(s) of the room", "a plural"],
    ["Lamps in h", "a letter that may mean anything"],
  ])("none: %s (%s)", (description) => {
    expect(mineUnit(description)).toBeUndefined();
  });
});

import type { Condition } from "@omada-sdk/model";
import type { RawSchema } from "../raw.js";
import type { Member } from "./member.js";

const ENABLE = /^(.+?)Enabled?$/;
/** What the text of a switch says, if it says anything. */
const SWITCHES = /\b(?:enabled?|disabled?|whether|switch|control)\b/i;
const WHEN_ENABLED = /\b(?:when|if)\b([^.;]*?)\b(?:is |are )?enable/i;

/**
 * The switch under which the limits of a field count: `sizeEnable` beside `size`, or the one that the text names in
 * its own words ("when size control is enabled", `sizeControlEnable`).
 */
export function switchOf(text: string, { name, siblings }: Member): Condition | undefined {
  const switches = [...siblings].filter(([sibling, schema]) => isSwitch(sibling, schema));
  const phrase = WHEN_ENABLED.exec(text)?.[1];
  const own = switches.filter(([sibling]) => stemOf(sibling) === name);
  const named =
    phrase === undefined ? [] : switches.filter(([sibling]) => isNamed(stemOf(sibling), phrase, name));
  const [field] = (own.length > 0 ? own : named.length === 1 ? named : [])[0] ?? [];
  return field === undefined ? undefined : { kind: "valid", field, equals: "true" };
}

function isSwitch(name: string, { type, description }: RawSchema): boolean {
  return type === "boolean" && ENABLE.test(name) && (description === undefined || SWITCHES.test(description));
}

function stemOf(name: string): string {
  return ENABLE.exec(name)?.[1] ?? name;
}

/** `sizeControl` in "size control is", or as the start of the name `sizeControlValue`. */
function isNamed(stem: string, phrase: string, name: string): boolean {
  const words = stem.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  const said = new Set(phrase.toLowerCase().split(/\W+/));
  if (words.every((word) => said.has(word))) return true;
  return (
    name.startsWith(stem) &&
    /^[A-Z]/.test(name.slice(stem.length)) &&
    words.slice(1).some((word) => said.has(word))
  );
}

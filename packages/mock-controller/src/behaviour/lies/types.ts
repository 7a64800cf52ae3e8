export type { LieName } from "../../generated/behaviour.js";

/** What a lie does to a call. */
export type Effect =
  /** Success is answered, and nothing is stored. */
  | { kind: "not-stored" }
  /** The call is carried out, and answered with a code. */
  | { kind: "stored-but-failed"; code: number }
  /** The call is answered with a code, and nothing is stored. */
  | { kind: "refused"; code: number }
  /** Members of the body are ignored. */
  | { kind: "ignored"; members: readonly string[] }
  /** Lies in the behaviour of the state; looked up by name where it matters. */
  | { kind: "state" };

/** @param declared the members that the body needs, as far as the document says */
export type Condition = (body: Readonly<Record<string, unknown>>, declared: readonly string[]) => boolean;

/** A lie as a fact with its evidence. */
export interface Lie {
  /** Which calls, as `METHOD /path` with parameters in braces. */
  calls: RegExp;
  /** Which bodies of those calls; without it all. */
  when?: Condition;
  effect: Effect;
  /** What was seen, in a few words. */
  what: string;
  /** Where it was seen. */
  seen: string;
}

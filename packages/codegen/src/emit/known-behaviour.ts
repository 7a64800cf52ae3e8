import {
  type ApiModel,
  type KnownAnswer,
  methodAndPath,
  type Operation,
  type RefusedOperation,
} from "@omada-sdk/model";
import { describeFact, remedyOf } from "../specs/behaviour/describe.js";
import { factsAbout, type KnownFact } from "../specs/behaviour/facts.js";
import { factsFor, operationOf } from "../specs/behaviour/misfits.js";

/** What controllers of one snapshot do although its documents say otherwise, as generated files say it. */
export interface KnownBehaviour {
  /** Sentences for the doc comment of an operation; empty for most. */
  notes(operation: Operation): string[];
  /** Name of the operation to call instead of one that controllers refuse. */
  successor(operation: Operation): string | undefined;
  /** Operations that controllers refuse although they are documented. */
  readonly refused: readonly RefusedOperation[];
  /** What they answer otherwise than declared. */
  readonly answers: readonly KnownAnswer[];
}

/** For a snapshot about which nothing is known. */
export const NOTHING_KNOWN: KnownBehaviour = {
  notes: () => [],
  successor: () => undefined,
  refused: [],
  answers: [],
};

/** What the facts say about one snapshot; those about other snapshots are left out. */
export function knownBehaviour(model: ApiModel, all: readonly KnownFact[]): KnownBehaviour {
  const facts = factsFor(all, model);
  if (facts.length === 0) return NOTHING_KNOWN;
  const about = (operation: Operation) => factsAbout(facts, methodAndPath(operation));
  const nameOf = (key: string) => operationOf(key, model)?.name;
  return {
    notes: (operation) => about(operation).map((fact) => noteOf(named(fact, nameOf))),
    successor: (operation) =>
      about(operation)
        .filter(({ kind }) => kind === "refused")
        .map(({ remedy }) => nameOf(remedy.use ?? ""))
        .find((name) => name !== undefined),
    refused: facts.flatMap((fact) => {
      const name = nameOf(fact.operation);
      const errorCode = fact.really.errorCode ?? -1;
      return fact.kind === "refused" && name !== undefined ? [{ name, errorCode, ...buildsOf(fact) }] : [];
    }),
    answers: facts.flatMap((fact) => {
      const name = nameOf(fact.operation);
      const change = answerOf(fact);
      return name !== undefined && change ? [{ name, ...buildsOf(fact), ...change }] : [];
    }),
  };
}

function buildsOf({ holds: { from, to } }: KnownFact): Pick<KnownAnswer, "from" | "to"> {
  return to === undefined ? { from } : { from, to };
}

/** What a fact changes in each answer; undefined where it is about what is sent, or about what may be so or not. */
function answerOf({ kind, in: where, member, really }: KnownFact): Partial<KnownAnswer> | undefined {
  if (kind === "result" && really.absent) return { noResult: true };
  if (member === undefined || where === "body") return undefined;
  if (kind === "member-name" && really.member !== undefined) return { member, calledOnWire: really.member };
  return kind === "member-type" && really.schema?.type === "string" ? { member, isText: true } : undefined;
}

const MAX_SHOWN = 2;

function noteOf(fact: KnownFact): string {
  const remedy = remedyOf(fact);
  const { evidence } = fact;
  return `Known: ${describeFact(fact)}${remedy === undefined ? "" : `; ${remedy}`}. Evidence: ${evidence.slice(0, MAX_SHOWN).join(", ")}.`;
}

/** The fact with the name of the method to call, where this snapshot has it, instead of METHOD and path. */
function named(fact: KnownFact, nameOf: (key: string) => string | undefined): KnownFact {
  const { use } = fact.remedy;
  const name = use === undefined ? undefined : nameOf(use);
  return name === undefined ? fact : { ...fact, remedy: { ...fact.remedy, use: name } };
}

import { checkMembers, isObject } from "./check-members.js";

/**
 * What is wrong with a file of known behaviour: a line each, with the id of the fact, its member and what to do. Nothing
 * is wrong if there are none.
 */
export function checkFacts(file: unknown): string[] {
  const facts = isObject(file) ? file.facts : undefined;
  if (!Array.isArray(facts)) return ['facts is no list; write { "facts": [ … ] }'];
  const taken = new Set<unknown>();
  return facts.flatMap((fact: unknown, at) => {
    if (!isObject(fact)) return [`fact ${at + 1} is no object; write { "id": … }`];
    const problems = checkMembers(fact);
    if (taken.has(fact.id)) problems.push("id is taken by a fact above; give it a name of its own");
    taken.add(fact.id);
    const name = typeof fact.id === "string" ? `"${fact.id}"` : String(at + 1);
    return problems.map((problem) => `fact ${name}: ${problem}`);
  });
}

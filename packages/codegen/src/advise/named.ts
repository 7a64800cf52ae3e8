import { exportedNames } from "../exported/names.js";
import type { SnapshotItem } from "./declared.js";
import type { Effect, Upgrade } from "./upgrade.js";

type Names = Pick<Upgrade, "before" | "after" | "lost" | "keepsAliases">;

const KEPT = "a deprecated alias is kept as long as the client line";

/** What becomes of a named value. A constant that is gone is reported where it is imported, not at every use. */
export function constantEffect(
  { group, name, member }: Extract<SnapshotItem, { kind: "constant" }>,
  { before, after, lost, keepsAliases }: Names,
): Effect | undefined {
  const was = exportedNames(before).get(group)?.constants.get(name);
  const now = exportedNames(after).get(group)?.constants.get(name);
  const about = { operation: `${group}/values` };
  if (!was) return undefined;
  if (!now) {
    if (member !== undefined) return undefined;
    const { successor, elsewhere } =
      lost.find((each) => each.kind === "constant" && each.group === group && each.name === name) ?? {};
    if (successor !== undefined) return renamed("constant", name, successor, "values", keepsAliases, about);
    const message = `${name} is gone${elsewhere ? ` from ${group}/values` : ""}`;
    const remedy = elsewhere
      ? `import it from the subpath ${elsewhere}/values`
      : `write the values themselves: ${was.members.map(({ key, value }) => `${key} ${value}`).join(", ")}`;
    return { ...about, severity: "breaking", rule: "constant-removed", message, remedy };
  }
  const old = was.members.find(({ key }) => key === member);
  const present = now.members.find(({ key }) => key === member);
  if (!old || old.value === present?.value) return undefined;
  const same = now.members.find(({ value }) => value === old.value);
  if (present) {
    const message = `${name}.${member} is ${present.value}, was ${old.value}`;
    const remedy = "check what the controller means by it";
    return { ...about, severity: "risky", rule: "constant-changed", message, remedy };
  }
  return {
    ...about,
    severity: "breaking",
    rule: "constant-removed",
    message: `${name}.${member} is gone`,
    remedy: same
      ? `use ${name}.${same.key}`
      : `write ${JSON.stringify(old.value)}, if controllers still take it`,
  };
}

/** What becomes of a type that is imported by its name; names are the vendor's and change without meaning. */
export function typeEffect(name: string, { after, lost, keepsAliases }: Names): Effect | undefined {
  const found = lost.find((each) => each.kind === "type" && each.name === name);
  // What subpath a type is imported from is not reported.
  if (!found || [...exportedNames(after).values()].some(({ types }) => types.has(name))) return undefined;
  const about = { operation: `type ${name}` };
  const { successor, instead } = found;
  if (successor !== undefined) return renamed("type", name, successor, "members", keepsAliases, about);
  return {
    ...about,
    severity: "breaking",
    rule: "type-removed",
    message: `the type ${name} is gone`,
    remedy:
      instead === undefined
        ? "import the type that the method takes or gives now"
        : `import ${instead}, which stands in its place and is not the same`,
  };
}

function renamed(
  kind: "type" | "constant",
  name: string,
  successor: string,
  what: string,
  keepsAliases: boolean,
  about: Pick<Effect, "operation">,
): Effect {
  return {
    ...about,
    severity: keepsAliases ? "risky" : "breaking",
    rule: keepsAliases ? `${kind}-renamed` : `${kind}-removed`,
    message: `${name} is called ${successor} now${keepsAliases ? `; ${KEPT}` : ""}`,
    remedy: `import ${successor}, which has the same ${what}`,
  };
}

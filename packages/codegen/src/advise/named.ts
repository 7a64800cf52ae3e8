import { type ValueConstant, valueConstants } from "../emit/client/values.js";
import { layOut } from "../emit/types/clusters.js";
import type { ApiModel } from "../model/types.js";
import type { Declared } from "./declared.js";
import type { Verdict } from "./verdict.js";

type Constants = ReadonlyMap<string, ReadonlyMap<string, ValueConstant>>;

const known = new WeakMap<ApiModel, Constants>();

/** The constants of the `values` modules of a snapshot, by group and name. */
function constantsOf(model: ApiModel): Constants {
  const made = known.get(model) ?? makeConstants(model);
  known.set(model, made);
  return made;
}

function makeConstants(model: ApiModel): Constants {
  return new Map(
    [...layOut(model).namesOf].map(([group, names]) => {
      const constants = valueConstants(names, model.schemas);
      return [group, new Map(constants.map((constant) => [constant.name, constant]))];
    }),
  );
}

/** What becomes of a named value. A constant that is gone is told where it is imported, not at every use. */
export function judgeConstant(
  { group, name, member }: Extract<Declared, { kind: "constant" }>,
  before: ApiModel,
  after: ApiModel,
): Verdict | undefined {
  const was = constantsOf(before).get(group)?.get(name);
  const now = constantsOf(after).get(group)?.get(name);
  const about = { operation: `${group}/values` };
  if (!was) return undefined;
  if (!now) {
    if (member !== undefined) return undefined;
    const [elsewhere] = [...constantsOf(after)].find(([, constants]) => constants.has(name)) ?? [];
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
export function judgeType(name: string, before: ApiModel, after: ApiModel): Verdict | undefined {
  const was = before.schemas.get(name);
  if (!was || after.schemas.has(name)) return undefined;
  const shapeOf = (schema: typeof was): string =>
    Object.keys(schema.properties ?? {})
      .sort()
      .join();
  const alike = [...after.schemas].filter(
    ([, schema]) => shapeOf(schema) === shapeOf(was) && schema.properties,
  );
  const [only, ...others] = alike.map(([other]) => other);
  return {
    severity: "breaking",
    rule: "type-removed",
    operation: `type ${name}`,
    message: `the type ${name} is gone`,
    remedy:
      only !== undefined && others.length === 0
        ? `import ${only}, which has the same members`
        : "import the type that the method takes or gives now",
  };
}

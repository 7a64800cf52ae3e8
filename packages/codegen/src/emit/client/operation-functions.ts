import type { Operation } from "@omada-sdk/model";
import { commentText } from "../print.js";
import type { ClientInput } from "./input.js";
import { tagInterface, userInterface } from "./methods.js";
import type { Part } from "./parts.js";
import { CONNECTION } from "./runtime-exports.js";
import { type AvailabilityBits, operationLine, tableFacts } from "./table.js";

/** `device.operations.js`: each operation of a group as a function of a connection. */
export function operationsJs(parts: readonly Part[], input: ClientInput, bits: AvailabilityBits): string {
  const facts = tableFacts(input.model, input.known, bits.bitsOf);
  const functions = functionNames(parts, input, bits).map(
    ([name, operation]) =>
      `export const ${name} = /* @__PURE__ */ defineOperation(snapshot, ${JSON.stringify(operationLine(operation, facts))});\n`,
  );
  return (
    `import { defineOperation } from "${CONNECTION}";\nimport { snapshot } from "./snapshot.js";\n` +
    functions.join("")
  );
}

/** `device.operations.d.ts`: the same types as the methods, which are declared once. */
export function operationsDts(
  group: string,
  parts: readonly Part[],
  input: ClientInput,
  bits: AvailabilityBits,
  shared: ReadonlySet<string>,
): string {
  const used = new Set<string>();
  const functions = functionNames(parts, input, bits).map(([name, operation, part]) => {
    const [tag = "", method = ""] = operation.name.split(".");
    const asUser = operation.authorizationCodeOnly ? userInterface(part, tag, shared) : undefined;
    const methods = asUser ?? tagInterface(part, tag, shared);
    used.add(methods);
    const connection = asUser ? ", OmadaConnection<true>" : "";
    const deprecated = operation.deprecated ? "\n * @deprecated" : "";
    return (
      `/**\n * \`${operation.method} ${commentText(operation.path)}\`: \`${operation.name}\` of clients.${deprecated}\n */\n` +
      `export declare const ${name}: OperationFunction<${methods}["${method}"]${connection}>;\n`
    );
  });
  const core = functions.some((text) => text.includes("OmadaConnection")) ? "OmadaConnection, " : "";
  return (
    `import type { ${core}OperationFunction } from "@omada-sdk/core";\n` +
    `import type { ${[...used].sort().join(", ")} } from "./${group}.js";\n${functions.join("")}`
  );
}

/** Names that a variable of a module may not have, and what these files import. */
const TAKEN =
  /^(?:arguments|await|break|case|catch|class|const|continue|debugger|default|defineOperation|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|snapshot|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/;

/**
 * The operations of a group by the name of their function: that of the method, with the tag before it where several tags of
 * the group have such a method. What an earlier snapshot published keeps its name: a newer operation gives way.
 */
function functionNames(
  parts: readonly Part[],
  { availability }: ClientInput,
  { snapshots }: AvailabilityBits,
): [name: string, operation: Operation, part: Part][] {
  const firstOf = ({ method, path }: Operation): number => {
    const ids = availability.get(`${method} ${path}`) ?? [];
    return Math.min(...ids.map((id) => snapshots.indexOf(id)), snapshots.length);
  };
  const all = parts.flatMap((part) => part.operations.map((operation) => ({ operation, part })));
  const sameMethod = new Map<string, Operation[]>();
  for (const { operation } of all) {
    const method = methodOf(operation);
    sameMethod.set(method, [...(sameMethod.get(method) ?? []), operation]);
  }
  const isPlain = (operation: Operation): boolean => {
    const method = methodOf(operation);
    const others = (sameMethod.get(method) ?? []).filter((other) => other !== operation);
    return !TAKEN.test(method) && others.every((other) => firstOf(other) > firstOf(operation));
  };
  const plain = new Set(
    all.filter(({ operation }) => isPlain(operation)).map((one) => methodOf(one.operation)),
  );
  return all
    .map(({ operation, part }): [string, Operation, Part] => {
      const method = methodOf(operation);
      if (isPlain(operation)) return [method, operation, part];
      const [tag = ""] = operation.name.split(".");
      let name = `${tag}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
      while (plain.has(name)) name += "_";
      return [name, operation, part];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function methodOf({ name }: Operation): string {
  return name.slice(name.indexOf(".") + 1);
}

import { ImportError, isRecord, printable } from "../files/input-error.js";

const MAX_HOPS = 8;

/**
 * Replaces the references of an operation to parameters, bodies and answers of `components` by what they refer to. Only
 * references to schemas remain.
 * @throws ImportError for a reference that leads nowhere
 */
export function inlineParts(
  operation: Record<string, unknown>,
  components: Record<string, unknown>,
  where: string,
  file: string,
): Record<string, unknown> {
  const follow = (part: unknown, kind: string): unknown => resolvePart(part, kind, components, where, file);
  const { parameters, requestBody, responses } = operation;
  const whole = { ...operation };
  if (Array.isArray(parameters)) whole.parameters = parameters.map((part) => follow(part, "parameters"));
  if (isRecord(requestBody)) whole.requestBody = follow(requestBody, "requestBodies");
  if (isRecord(responses)) {
    whole.responses = Object.fromEntries(
      Object.entries(responses).map(([status, part]) => [status, follow(part, "responses")]),
    );
  }
  return whole;
}

function resolvePart(
  part: unknown,
  kind: string,
  components: Record<string, unknown>,
  where: string,
  file: string,
): unknown {
  let current = part;
  for (let hops = 0; isRecord(current) && current.$ref !== undefined; hops++) {
    const name = nameIn(current.$ref, kind);
    const table = components[kind];
    if (name === undefined || !isRecord(table) || !Object.hasOwn(table, name) || hops > MAX_HOPS) {
      throw new ImportError(
        `${file}: ${printable(where).slice(1, -1)} refers to ${printable(current.$ref)}, ` +
          `which components.${kind} of the document does not have; pull the document again`,
      );
    }
    current = table[name];
  }
  return current;
}

function nameIn(ref: unknown, kind: string): string | undefined {
  const prefix = `#/components/${kind}/`;
  if (typeof ref !== "string" || !ref.startsWith(prefix)) return undefined;
  return ref.slice(prefix.length).replaceAll("~1", "/").replaceAll("~0", "~");
}

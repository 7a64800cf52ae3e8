import type { Alias } from "../exported/aliases.js";

const doc = (successor: string): string =>
  `/** @deprecated Use \`${successor}\`; gone with the next controller line. */\n`;

/**
 * Old names of types for the declarations of a group.
 * @param placeOf module of a type that the group only passes on; undefined for its own
 */
export function typeAliases(
  aliases: readonly Alias[],
  group: string,
  placeOf: (name: string) => string | undefined,
): string {
  return of(aliases, "type", group)
    .map(({ name, successor }) => {
      const place = placeOf(successor);
      const target = place === undefined ? successor : `import("${place}").${successor}`;
      return `${doc(successor)}export type ${name} = ${target};\n`;
    })
    .join("");
}

/** Old names of constants for the `values` module of a group. */
export function constantAliases(aliases: readonly Alias[], group: string): { js: string; dts: string } {
  const own = of(aliases, "constant", group);
  return {
    js: own.map(({ name, successor }) => `export const ${name} = ${successor};\n`).join(""),
    dts: own
      .map(({ name, successor }) => `${doc(successor)}export declare const ${name}: typeof ${successor};\n`)
      .join(""),
  };
}

function of(aliases: readonly Alias[], kind: Alias["kind"], group: string): Alias[] {
  return aliases
    .filter((alias) => alias.kind === kind && alias.group === group)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

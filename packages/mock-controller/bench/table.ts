export const seconds = (value: number): string => `${value.toFixed(2)} s`;
export const perSecond = (value: number): string => Math.round(value).toLocaleString("en");
export const megabytes = (value: number): string => `${value.toFixed(0)} MB`;
export const share = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** One line: the figure of each server, and how many times ours that of each other one is. */
export function print(
  names: readonly string[],
  what: string,
  values: readonly (number | undefined)[],
  format: (value: number) => string,
): void {
  const [own] = values;
  const cells = names.map((name, index) => {
    const value = values[index];
    if (value === undefined) return `${name} -`;
    const ratio = index === 0 || own === undefined ? "" : ` (x ${(value / own).toPrecision(2)})`;
    return `${name} ${format(value)}${ratio}`;
  });
  console.log(`  ${what.padEnd(44)} ${cells.join("   ")}`);
}

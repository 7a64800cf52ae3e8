/** Heading of a section. */
export function heading(title: string): void {
  console.log(`\n${title}`);
}

/** One figure; with a target it says whether the target is met. */
export function figure(name: string, value: string, measured?: number, target?: number): void {
  const mark =
    measured === undefined || target === undefined
      ? ""
      : `  ${measured <= target ? "PASS" : "OVER TARGET"} (at most ${target})`;
  console.log(`  ${name.padEnd(44)} ${value}${mark}`);
}

export const seconds = (value: number): string => `${value.toFixed(2)} s`;
export const milliseconds = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
export const microseconds = (value: number): string => `${value.toFixed(0)} us`;
export const ratio = (value: number): string => `x ${value.toFixed(3)}`;
export const count = (value: number): string => value.toLocaleString("en");

/** Prints the tour: headings stand out on a terminal and stay plain in a file. */
export interface Say {
  heading(text: string): void;
  line(text: string): void;
}

/** @param out where the tour goes; colours only when it is a terminal */
export function createSay(out: NodeJS.WriteStream): Say {
  const bold = (text: string): string => (out.isTTY ? `\u001B[1m${text}\u001B[0m` : text);
  return {
    heading: (text) => out.write(`\n${bold(text)}\n`),
    line: (text) => out.write(`  ${text}\n`),
  };
}

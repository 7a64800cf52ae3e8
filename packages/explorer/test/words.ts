/** Takes a simple command of a shell apart, as POSIX says: blanks, single quotes, a backslash before the end of a line. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === "'") {
      const end = text.indexOf("'", index + 1);
      if (end < 0) throw new Error(`no end of quotes in ${text}`);
      word = (word ?? "") + text.slice(index + 1, end);
      index = end;
    } else if (character === "\\") {
      const next = text[++index];
      if (next !== "\n") word = (word ?? "") + next;
    } else if (character === " ") {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[\n"$`;&|<>(){}*?~#![\]]/.test(character)) {
      throw new Error(`${JSON.stringify(character)} outside of quotes in ${text}`);
    } else word = (word ?? "") + character;
  }
  return word === undefined ? words : [...words, word];
}

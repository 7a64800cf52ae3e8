import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Asks the person at the terminal. What is typed to a hidden question does not appear. */
export type Ask = (question: string, options?: { hidden?: boolean }) => Promise<string>;

/**
 * Asks on a terminal: questions go to standard error, so that the results on standard output stay clean.
 * @throws Error when the input ends without an answer; the reason of the signal
 */
export function askOnTerminal(
  signal: AbortSignal,
  input: NodeJS.ReadableStream = process.stdin,
  screen: NodeJS.WritableStream = process.stderr,
): Ask {
  return async (question, { hidden = false } = {}) => {
    let isMuted = false;
    const output = new Writable({
      write(piece, _encoding, done) {
        if (!isMuted) screen.write(piece);
        done();
      },
    });
    const lines = createInterface({ input, output, terminal: true, historySize: 0 });
    // A terminal in raw mode sends no signal by itself.
    lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
    const ended = new Promise<never>((_, reject) =>
      lines.once("close", () => reject(new Error("the input ended without an answer"))),
    );
    try {
      const answer = lines.question(question, { signal });
      isMuted = hidden;
      return (await Promise.race([answer, ended])).trim();
    } finally {
      lines.close();
      ended.catch(() => undefined);
      if (hidden) screen.write("\n");
    }
  };
}

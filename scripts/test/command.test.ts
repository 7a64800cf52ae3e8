import { afterEach, describe, expect, it, vi } from "vitest";
import { createCommand, runCommand } from "../lib/command.js";

/** Runs a command with one option. */
async function run(args: string[], action = (): void => {}) {
  let [out, err] = ["", ""];
  vi.spyOn(console, "error").mockImplementation((text: string) => {
    err += `${text}\n`;
  });
  const before = process.exitCode;
  process.exitCode = 0;
  const command = createCommand("trial", "Try something.")
    .option("--published <folder>", "a folder")
    .configureOutput({
      writeOut: (text) => {
        out += text;
      },
      writeErr: (text) => {
        err += text;
      },
    })
    .action(action);
  await runCommand(command, args);
  const code = process.exitCode;
  process.exitCode = before;
  return { code, out, err };
}

afterEach(() => vi.restoreAllMocks());

describe("a command of this repository", () => {
  it("ends with 0 when it is done, and after its help", async () => {
    expect(await run(["--published", "x"])).toEqual({ code: 0, out: "", err: "" });
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    expect(out).toContain("Usage: pnpm trial [options]");
    expect(out).toContain("--published <folder>");
  });

  it("ends with 2 when the command line is wrong, and names the option that is like the given one", async () => {
    const { code, out, err } = await run(["--publish", "x"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("trial: unknown option '--publish'");
    expect(err).toContain("Did you mean --published?");
    expect(err).toContain("(pnpm trial --help lists the options)");
  });

  it("ends with 1 and one line when it fails", async () => {
    const failed = run([], () => {
      throw new Error("no such snapshot");
    });
    expect(await failed).toEqual({ code: 1, out: "", err: "trial: no such snapshot\n" });
  });
});

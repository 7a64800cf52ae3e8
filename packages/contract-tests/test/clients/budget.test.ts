import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, generatedFiles, messages } from "../support/consumer.js";
import { PACKAGES } from "../support/snapshots.js";

const PROGRAMS = join(PACKAGES, "../scripts/bench/programs");
const read = (name: string) => readFileSync(join(PROGRAMS, name), "utf8");
const whole = compile(read("client.ts"));
const nothing = compile("export {};");

// Counts are exact: they do not depend on the machine.
describe("a program of 20 calls", () => {
  const text = read("client.ts");

  test("calls 20 operations", () => {
    const calls = [...text.matchAll(/\bomada\.(\w+\.\w+)/g)].map(([, name]) => name);
    expect(new Set(calls).size).toBe(20);
  });

  test("compiles", () => {
    expect(messages(whole)).toEqual([]);
  });

  test("stays within 1,500 types and 1,000 instantiations", () => {
    messages(whole);
    expect(whole.getTypeCount()).toBeGreaterThan(100);
    expect(whole.getTypeCount()).toBeLessThanOrEqual(1500);
    expect(whole.getInstantiationCount()).toBeLessThanOrEqual(1000);
  });

  test("reads no file of raw clients, nor of raw `paths`", () => {
    expect(generatedFiles(whole).length).toBeGreaterThan(20);
    expect(generatedFiles(whole).filter((name) => /\/(raw|paths)\//.test(name))).toEqual([]);
  });
});

describe("a program of one group", () => {
  const program = compile(read("device.ts"));

  test("compiles", () => {
    expect(messages(program)).toEqual([]);
  });

  test("reads the files of that group, those it shares with others, and no more", () => {
    const own = /\/6\.2\/device\.d\.ts$/;
    const shared =
      /\/6\.2\/(common|snapshot)\.d\.ts$|\/6\.2\/shared\/(common|([\w-]+-and-)?device(-and-[\w-]+)?)\.d\.ts$/;
    const files = generatedFiles(program);
    expect(files.filter((name) => own.test(name))).toHaveLength(2);
    // The names of error codes and the list of clients are the same for every snapshot.
    const everywhere = /core\/dist\/generated\/(code-names|clients)\.d\.ts$/;
    const other = files.filter((name) => !own.test(name) && !shared.test(name));
    expect(other.filter((name) => !everywhere.test(name))).toEqual([]);
  });

  test("costs less than half of what the whole client costs", () => {
    const ownIdentifiers = identifiers(program);
    expect(ownIdentifiers).toBeGreaterThan(0);
    expect(ownIdentifiers).toBeLessThan(identifiers(whole) / 2);
    expect(generatedFiles(program).length).toBeLessThan(generatedFiles(whole).length / 2);
  });
});

/** Identifiers of a program beyond those of the compiler's own library. */
function identifiers(program: ReturnType<typeof compile>): number {
  return program.getIdentifierCount() - nothing.getIdentifierCount();
}

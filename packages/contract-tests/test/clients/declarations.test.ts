import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OPTIONS } from "../support/options.js";
import { problemsIn } from "../support/problems.js";
import { clientFolder, SNAPSHOTS } from "../support/snapshots.js";

test.each(SNAPSHOTS)(
  "every declaration of the client of $id compiles with skipLibCheck off",
  ({ id, line }) => {
    const folder = clientFolder({ id, line });
    const files = readdirSync(folder, { recursive: true }).filter((name) => `${name}`.endsWith(".d.ts"));
    expect(files.length).toBeGreaterThan(10);
    const roots = files.map((name) => join(folder, `${name}`));
    expect(problemsIn(roots, { ...OPTIONS, customConditions: ["@omada-sdk/source"] })).toEqual([]);
  },
  60_000,
);

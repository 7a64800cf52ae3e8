import { describe, it } from "vitest";
import { realDocuments } from "./support/real-documents.js";
import { expectCommittedBytes } from "./support/reproduce.js";

// The smallest snapshot; reproduce.long.test.ts has all of them.
describe.skipIf(realDocuments === undefined)("importing the real documents again", () => {
  it("gives the committed bytes of 5.12", () => expectCommittedBytes("5.12"));
});

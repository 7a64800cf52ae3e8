import { isOmadaVersionError } from "@omada-sdk/core";
import { describe, expect, it } from "vitest";
import { PAIRS, type Pair } from "../src/matrix.js";
import { openSession } from "./support/session.js";

const local = PAIRS.filter(({ cloud }) => !cloud);
const mismatches = local.flatMap((client) =>
  local.filter(({ id }) => id !== client.id).map((controller): [Pair, Pair] => [client, controller]),
);

describe("a client that was made for another controller", () => {
  it.each(mismatches.map(([client, controller]) => [client.id, controller.id, client, controller] as const))(
    "%s with a controller of %s",
    async (_client, _controller, client, controller) => {
      const warnings: string[] = [];
      const session = await openSession(controller);
      try {
        const logger = { warn: (message: string) => void warnings.push(message) };
        const outcome = await client.connect({ ...session.options, logger }).catch((error: unknown) => error);
        // Whatever the older client has is there on the newer controller, not the other way round.
        if (client.id === "5.12" && controller.id === "5.15") {
          expect(isOmadaVersionError(outcome)).toBe(false);
          expect(warnings.join()).toContain(client.id);
        } else {
          expect(isOmadaVersionError(outcome)).toBe(true);
          expect(String(outcome)).toContain("@omada-sdk/client-v");
        }
        const strict = client.connect({ ...session.options, onVersionMismatch: "throw" });
        await expect(strict).rejects.toSatisfy(isOmadaVersionError);
        const quiet = await client.connect({ ...session.options, onVersionMismatch: "ignore" });
        expect(quiet.omadacId).toBe(session.controller.credentials.omadacId);
      } finally {
        await session.close();
      }
    },
  );
});

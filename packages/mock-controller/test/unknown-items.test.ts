import { describe, expect, it } from "vitest";
import { planOf } from "../src/collections/plan.js";
import { UNKNOWN_IDS } from "../src/generated/behaviour.js";
import { PROFILE_IDS } from "../src/index.js";
import { createController, mockOf } from "../src/server/create.js";
import { type Envelope, requestFor, sampled, userToken } from "./support.js";

/** Whether controllers were seen to answer an empty list for an unknown id there. */
const answersEmptyList = (path: string): boolean =>
  Object.values(UNKNOWN_IDS).some(({ answer, paths }) => "empty" in answer && paths.test(path));

/** Path parameters that choose a kind; the documents do not say which kinds there are. */
const KINDS = new Set(["deviceType", "cliType", "type", "format", "protocol"]);

describe.each(PROFILE_IDS)("ids that %s does not know", (profile) => {
  it("are refused by every operation whose path names something", async () => {
    const controller = await createController({
      profile,
      quirks: { brokenOperations: [], checkReferences: false },
    });
    const mock = mockOf(controller);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    const accepted: string[] = [];
    let refused = 0;
    for (const operation of sampled(profile, controller.behaviour.model.operations)) {
      const parts = operation.path.split("/");
      const last = parts.findLastIndex((part) => part.startsWith("{"));
      if (last < 0 || KINDS.has(parts[last]?.slice(1, -1) ?? "") || answersEmptyList(operation.path))
        continue;
      // A list gives the ids of its items; without one only the form of an id does.
      const listed = planOf(controller.behaviour.model)
        .places.get(operation)
        ?.some(({ at }) => at === last - 1);
      for (const id of listed ? ["no such id", "0123456789abcdef01234567"] : ["no such id"]) {
        const { url, init } = requestFor(controller, operation);
        const { pathname, search, origin } = new URL(url);
        const path = pathname
          .split("/")
          .map((part, index) => (index === last ? encodeURIComponent(id) : part));
        const answer = await mock.fetch(origin + path.join("/") + search, {
          ...init,
          headers: { ...init.headers, authorization },
        });
        const { errorCode } = (await answer.json()) as Envelope;
        if (errorCode === 0) accepted.push(`${operation.method} ${operation.path} ${id}`);
        else refused++;
      }
    }
    expect(accepted).toEqual([]);
    expect(refused).toBeGreaterThan(profile === "5.12" ? 50 : 200);
  });
});

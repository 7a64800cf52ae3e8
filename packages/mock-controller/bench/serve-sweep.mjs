// The mock for the sweep: answers every operation of a document by its schema, and "restore" undoes what calls did.
// The built package, as its users run it.
import { startMockController } from "../dist/index.js";

const { state, url, ca } = await startMockController({
  profile: /** @type {"6.2-cloud"} */ (process.argv[2]),
  quirks: { brokenOperations: [], checkReferences: false, siteCopyEndsTokens: false, bareAnswers: true },
});
const copy = () => {
  const { sites, devices, clients } = state;
  return structuredClone({ sites, devices, clients });
};
const pristine = copy();
process.on("message", () => {
  const { sites, devices, clients } = structuredClone(pristine);
  Object.assign(state, { sites, devices, clients });
  state.collections.clear();
  process.send?.("restored");
});
const token = "AT-sweep";
// Some operations are for users only.
state.accessTokens.set(token, { mode: "user", expiresAt: Number.MAX_SAFE_INTEGER });
process.send?.({ origin: url, ca, authorization: `AccessToken=${token}` });

import { join } from "node:path";
import { answerOf, interleave, median, medianRatio } from "./measure.js";
import { BASELINE, PROGRAMS } from "./places.js";
import { count, figure, heading, milliseconds, ratio } from "./print.js";

/** What child/complete.mjs answers: the first completion and later ones, each after an edit. */
interface Completed {
  coldMs: number;
  warmMs: number[];
  entries: number;
}

const MEMBER = "\nawait omada.device.|";
// With the second argument: without one, openapi-fetch offers no paths at all.
const PATH = "\nawait client.GET('|', {});";

/** A language service per fresh process, as an editor runs it; `|` is where the user asks. */
export function benchComplete(rounds: number): void {
  heading("Complete after `omada.device.` beside the paths of `client.GET('', {})`");
  const few = Math.min(rounds, 3);
  const [ours, theirs] = interleave(
    few,
    () => complete(join(PROGRAMS, "client.ts"), MEMBER),
    () => complete(BASELINE, PATH),
  );
  const warm = (list: Completed[]) => list.map(({ warmMs }) => median(warmMs));
  const cold = (list: Completed[]) => list.map(({ coldMs }) => coldMs);
  figure("client-v6, warm", describe(ours));
  figure("openapi-fetch, warm", describe(theirs));
  const share = medianRatio(warm(ours), warm(theirs));
  figure("warm completion", ratio(share), share, 0.05);
  figure("first completion", ratio(medianRatio(cold(ours), cold(theirs))));

  heading("Complete in a program of one group beside the whole client");
  const [group, whole] = interleave(
    few,
    () => complete(join(PROGRAMS, "device.ts"), MEMBER),
    () => complete(join(PROGRAMS, "client.ts"), MEMBER),
  );
  figure("one group, warm", describe(group));
  figure("first completion", ratio(medianRatio(cold(group), cold(whole))));

  heading("Complete the paths of `omada.raw.device.GET('')`, without a second argument");
  figure(
    "client-v6, warm",
    describe([complete(join(PROGRAMS, "client.ts"), "\nawait omada.raw.device.GET('|')")]),
  );
}

function complete(program: string, text: string): Completed {
  return answerOf<Completed>("complete.mjs", [program, text]);
}

function describe(list: Completed[]): string {
  const time = median(list.map(({ warmMs }) => median(warmMs)));
  return `${milliseconds(time)} for ${count(list[0]?.entries ?? 0)} entries`;
}

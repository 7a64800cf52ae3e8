import { join } from "node:path";
import { answerOf, interleave, median, medianRatio } from "./measure.js";
import { BASELINE, PROGRAMS } from "./places.js";
import { count, figure, heading, milliseconds, ratio } from "./print.js";

/** What child/check.mjs answers. */
interface Checked {
  types: number;
  instantiations: number;
  identifiers: number;
  files: number;
  checkMs: number;
  totalMs: number;
  diagnostics: string[];
}

/** Both programs compile in fresh processes with the same options, against built declarations. */
export function benchCheck(rounds: number): void {
  heading("Check a program of 20 calls: client-v6 beside openapi-fetch on one paths file");
  const [ours, theirs] = interleave(
    rounds,
    () => check(join(PROGRAMS, "client.ts")),
    () => check(BASELINE),
  );
  const [left, right] = [ours[0], theirs[0]];
  if (!left || !right) return;
  figure("types, client-v6", count(left.types), left.types, 1500);
  figure("types, openapi-fetch", count(right.types));
  figure("instantiations, client-v6", count(left.instantiations), left.instantiations, 1000);
  figure("instantiations, openapi-fetch", count(right.instantiations));
  const of = (list: Checked[], name: "checkMs" | "totalMs") => list.map((checked) => checked[name]);
  figure("check time, client-v6", milliseconds(median(of(ours, "checkMs"))));
  figure("check time, openapi-fetch", milliseconds(median(of(theirs, "checkMs"))));
  const share = medianRatio(of(ours, "checkMs"), of(theirs, "checkMs"));
  figure("check time", ratio(share), share, 0.06);
  figure("whole compilation", ratio(medianRatio(of(ours, "totalMs"), of(theirs, "totalMs"))));

  heading("Check a program that names three groups beside openapi-fetch");
  const [three, beside] = interleave(
    Math.min(rounds, 3),
    () => check(join(PROGRAMS, "three.ts")),
    () => check(BASELINE),
  );
  figure("types", count(three[0]?.types ?? 0));
  figure("whole compilation", ratio(medianRatio(of(three, "totalMs"), of(beside, "totalMs"))));

  heading("Check a program of one group beside the program of 20 calls");
  const [group, whole] = interleave(
    Math.min(rounds, 3),
    () => check(join(PROGRAMS, "device.ts")),
    () => check(join(PROGRAMS, "client.ts")),
  );
  figure("identifiers", `${count(group[0]?.identifiers ?? 0)} of ${count(left.identifiers)}`);
  figure("files", `${count(group[0]?.files ?? 0)} of ${count(left.files)}`);
  figure("whole compilation", ratio(medianRatio(of(group, "totalMs"), of(whole, "totalMs"))));
}

function check(program: string): Checked {
  const checked = answerOf<Checked>("check.mjs", [program]);
  if (checked.diagnostics.length > 0)
    throw new Error(`${program} does not compile:\n${checked.diagnostics.join("\n")}`);
  return checked;
}

/** In what an answer differs from the snapshot. */
export type DriftKind =
  | "missing-result"
  | "undeclared-field"
  | "missing-required"
  | "wrong-type"
  | "unlisted-value"
  | "unlisted-code"
  | "unsupported";

/** One difference between a controller and a snapshot; nothing in it tells whose controller it is. */
export interface Drift {
  kind: DriftKind;
  /** METHOD and path template. */
  operation: string;
  /** Such as `result.data[].mac`; missing when it is about the operation. */
  path?: string;
  /** What the snapshot says. */
  declared?: string;
  /** What the controller sent: a type, a code, a number, or a redacted text. */
  seen?: string;
  /** Id of the known fact that explains it. */
  known?: string;
}

/** One of each: a list of a hundred rows that lack a member is one difference. */
export function distinctDrifts(drifts: readonly Drift[]): Drift[] {
  const byKey = new Map(
    drifts.map((drift) => [`${drift.kind} ${drift.operation} ${drift.path} ${drift.seen}`, drift]),
  );
  return [...byKey.values()];
}

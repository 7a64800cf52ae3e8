import type { Scene, Stage } from "./stage.js";

/** How one session of the README is played. The commands stand in the README itself. */
export interface Session {
  /** Makes what its commands find; without it they need neither controller nor folder. */
  scene?: (stage: Stage) => Promise<Scene>;
  /** Which lines of the output are shown, all by default; "..." stands for others. */
  shows?: (line: string, at: number) => boolean;
  /** Width of the terminal, for commands that print tables there; otherwise standard output goes to a program. */
  columns?: number;
  /** The command line is wrong: what standard error has is shown, too, and the exit code has to be 2. */
  isMistake?: boolean;
}

const PARTS = ["ap", "client", "device", "site"];

/**
 * Every session of the README, by the name in the comment before its block: `<!-- session: ops -->`. They are played in the
 * order of the README, on one stage.
 */
export const SESSIONS: Readonly<Record<string, Session>> = {
  "doctor-unpinned": { scene: (stage) => stage.controller("6.2") },
  "doctor-pinned": { scene: (stage) => stage.accessible("6.2") },
  "doctor-request": {
    scene: (stage) => stage.accessible("6.2"),
    shows: (line) => /^(FAILED|verdict|next| )/.test(line),
  },
  generate: { scene: (stage) => stage.controller("5.15", PARTS) },
  update: { scene: (stage) => stage.controller("6.2", PARTS), shows: (_, at) => at < 12 },
  ops: {},
  "ops-error": {},
  code: {},
  call: { scene: (stage) => stage.accessible("6.2"), columns: 100 },
  "call-mistakes": { scene: (stage) => stage.accessible("6.2"), isMistake: true },
  "call-dry-run": { scene: (stage) => stage.accessible("6.2") },
  api: { scene: (stage) => stage.accessible("6.2"), columns: 100 },
};

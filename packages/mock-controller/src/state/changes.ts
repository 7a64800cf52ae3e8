import { type Copy, copyOf, isAsCopied } from "./copies.js";
import type { ControllerState } from "./types.js";

/** What the mock makes long lists of. */
const POPULATIONS = ["sites", "devices", "clients"] as const;
type Population = (typeof POPULATIONS)[number];
type Entities = ReadonlyMap<string, object>;

/** Knows whether the sites, devices and clients of a mock changed. */
export interface Changes {
  /** To be called after everything that can change some of them. */
  note: () => void;
  /** The same number as long as none of them changed. */
  version: () => number;
  /**
   * The same state for users of the mock. They can change what they get from it at any time, so a population that
   * they asked for is compared with what it was before.
   * @returns the same object for the same state
   */
  lend: (state: ControllerState) => ControllerState;
}

export function createChanges(): Changes {
  let version = 0;
  const views = new Map<ControllerState, ControllerState>();
  const lent: { state: ControllerState; name: Population; before: Before }[] = [];
  const note = (): void => {
    version++;
  };
  return {
    note,
    version: () => {
      for (const one of lent) {
        const now: Entities = one.state[one.name];
        if (isAsBefore(one.before, now)) continue;
        one.before = copied(now);
        note();
      }
      return version;
    },
    lend: (state) => {
      const given = views.get(state);
      if (given) return given;
      const asked = new Set<string>();
      const watch = (name: Population): void => {
        if (asked.has(name)) return;
        asked.add(name);
        lent.push({ state, name, before: copied(state[name]) });
      };
      const view = withAccessors(state, watch, note);
      views.set(state, view);
      return view;
    },
  };
}

/** An object with the members of a state, which tells of each population that is asked for or replaced. */
function withAccessors(
  state: ControllerState,
  asked: (name: Population) => void,
  replaced: () => void,
): ControllerState {
  const view = {} as ControllerState;
  for (const name of Object.keys(state) as (keyof ControllerState)[]) {
    const population = POPULATIONS.find((one) => one === name);
    Object.defineProperty(view, name, {
      enumerable: true,
      get: () => {
        if (population) asked(population);
        return state[name];
      },
      set: (value: never) => {
        state[name] = value;
        replaced();
      },
    });
  }
  return view;
}

type Before = readonly { key: string; entity: object; copy: Copy }[];

function copied(now: Entities): Before {
  return [...now].map(([key, entity]) => ({ key, entity, copy: copyOf(entity) }));
}

function isAsBefore(rows: Before, now: Entities): boolean {
  if (rows.length !== now.size) return false;
  let index = 0;
  for (const [key, entity] of now) {
    const before = rows[index++];
    if (before?.key !== key || before.entity !== entity || !isAsCopied(before.copy, entity)) return false;
  }
  return true;
}

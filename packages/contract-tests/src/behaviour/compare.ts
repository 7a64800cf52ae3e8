import type { ScenarioRun } from "./scenario.js";
import type { Observation } from "./world.js";

/** One step of two versions beside each other; one of them may lack it. */
export interface StepPair {
  step: string;
  before: Observation | undefined;
  after: Observation | undefined;
  same: boolean;
}

export interface ScenarioPair {
  title: string;
  steps: StepPair[];
}

/** Puts what two versions did beside each other, scenario by scenario and step by step. */
export function compareRuns(before: readonly ScenarioRun[], after: readonly ScenarioRun[]): ScenarioPair[] {
  const titles = [...new Set([...before, ...after].map(({ title }) => title))];
  return titles.map((title) => {
    const left = stepsOf(before, title);
    const right = stepsOf(after, title);
    const names = [...new Set([...left, ...right].map(({ step }) => step))];
    return {
      title,
      steps: names.map((step) => {
        const pair = { before: named(left, step), after: named(right, step) };
        return { step, ...pair, same: JSON.stringify(pair.before) === JSON.stringify(pair.after) };
      }),
    };
  });
}

function stepsOf(runs: readonly ScenarioRun[], title: string): Observation[] {
  return runs.find((run) => run.title === title)?.observations ?? [];
}

function named(observations: readonly Observation[], step: string): Observation | undefined {
  return observations.find((observation) => observation.step === step);
}

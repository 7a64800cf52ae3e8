import type { TryCall } from "../data/try/call.js";
import { runCall } from "./try/run-call.js";
import { show, showStep } from "./try/show.js";
import { runSteps } from "./try/tour.js";

/** Runs the call of a button and shows its outcome in the snippet that holds the button. */
async function run(button: HTMLButtonElement): Promise<void> {
  const call = JSON.parse(button.dataset.try ?? "null") as TryCall;
  const target = button.closest("[data-snippet]")?.querySelector<HTMLElement>("[data-result]");
  const status = button.parentElement?.querySelector<HTMLElement>("[role=status]");
  if (status) status.textContent = "Running …";
  const outcome = await runCall(call);
  if (target) show(target, outcome);
  if (status) status.textContent = outcome.error === undefined ? "Answered." : "Refused.";
}

globalThis.omadaTry = { run, runTour: (target) => runSteps(target, showStep) };

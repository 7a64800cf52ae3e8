import { isOmadaApiError } from "@omada-sdk/core";
import { jsonTree } from "./json-tree.js";
import type { Outcome } from "./run-call.js";
import type { StepOutcome } from "./tour.js";

/** Shows what a call came to in a part of the page, instead of what was there. */
export function show(target: HTMLElement, { value, error, ids, requests }: Outcome): void {
  const box = element("div", "", "try-result");
  if (ids.length > 0) {
    const list = document.createElement("dl");
    for (const id of ids)
      list.append(element("dt", id.argument), element("dd", `${id.value}, from ${id.from}`));
    box.append(element("h4", "Ids of the simulated controller"), list);
  }
  if (error === undefined) {
    box.append(element("h4", "Answer"));
    box.append(
      value === undefined ? element("p", "Done; the controller answers nothing else.") : jsonTree(value),
    );
  } else box.append(element("h4", "Error", "failed"), errorOf(error));
  box.append(requestTable(requests));
  target.replaceChildren(box);
}

/** Shows beside a step of the tour what it printed and requested. */
export function showStep({ name, lines, requests }: StepOutcome): void {
  const output = document.querySelector(`[data-step="${CSS.escape(name)}"] [data-output]`);
  output?.replaceChildren(element("pre", lines.join("\n")), requestTable(requests));
}

function errorOf(error: unknown): HTMLElement {
  const list = document.createElement("dl");
  const add = (name: string, text: unknown): void => {
    if (text !== undefined && text !== "") list.append(element("dt", name), element("dd", String(text)));
  };
  add("class", (error as Error)?.name);
  if (isOmadaApiError(error)) {
    add("code", `${error.code}${error.codeName ? ` (${error.codeName})` : ""}`);
    add("category", error.category);
    add("hint", error.hint);
  }
  add("message", (error as Error)?.message ?? error);
  return list;
}

/** The requests without their headers, queries and bodies, which may hold tokens and secrets. */
function requestTable(requests: Outcome["requests"]): HTMLElement {
  const details = document.createElement("details");
  const count = requests.length === 1 ? "1 request" : `${requests.length} requests`;
  details.append(element("summary", `${count} to the simulated controller`));
  const table = document.createElement("table");
  const head = document.createElement("tr");
  for (const name of ["Method", "Path", "Status", "errorCode"]) {
    const cell = element("th", name);
    cell.setAttribute("scope", "col");
    head.append(cell);
  }
  table.append(head);
  for (const { method, path, status, errorCode } of requests) {
    const row = document.createElement("tr");
    row.append(...[method, path, status, errorCode ?? ""].map((text) => element("td", String(text))));
    table.append(row);
  }
  const scroll = element("div", "", "scroll");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "Requests");
  scroll.append(table);
  details.append(scroll);
  return details;
}

function element(name: string, text: string, className = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}

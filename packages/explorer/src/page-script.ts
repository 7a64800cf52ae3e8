/** What runs in the page. It sets texts only, so nothing of the data is ever read as HTML. */
export const PAGE_SCRIPT = `
const { snapshots, operations } = JSON.parse(document.getElementById("data").textContent);
const query = document.getElementById("query");
const only = document.getElementById("snapshot");
const rows = document.getElementById("rows");
const count = document.getElementById("count");
const MAX_ROWS = 200;
const texts = operations.map((o) =>
  [o.method, o.path, o.name, o.title, o.tag, o.group, ...o.permissions, ...o.errorCodes, ...o.known].join(" ").toLowerCase());

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function details(o) {
  const box = element("details");
  box.append(element("summary", o.title || o.name));
  const facts = [["group", o.group], ["permissions", o.permissions.join(", ")], ["error codes", o.errorCodes.join(", ")],
    ["login", o.authorizationCodeOnly ? "authorization code only" : ""], ["deprecated in", o.deprecatedIn.join(", ")]];
  facts.push(...o.known.map((sentence) => ["known", sentence]));
  for (const [name, value] of facts) if (value) box.append(element("div", name + ": " + value));
  return box;
}

function row(o) {
  const made = element("tr", undefined, o.deprecatedIn.includes(o.snapshots.at(-1)) ? "deprecated" : "");
  const operation = element("td");
  operation.append(element("b", o.method), " ", element("code", o.path), details(o));
  made.append(operation, element("td", o.name), element("td", o.tag));
  for (const { id } of snapshots) made.append(element("td", o.snapshots.includes(id) ? "yes" : "–"));
  return made;
}

function show() {
  const words = query.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const found = operations.filter((o, at) =>
    words.every((word) => texts[at].includes(word)) && (!only.value || o.snapshots.includes(only.value)));
  rows.replaceChildren(...found.slice(0, MAX_ROWS).map(row));
  count.textContent = found.length + " of " + operations.length + " operations" +
    (found.length > MAX_ROWS ? ", the first " + MAX_ROWS + " shown" : "");
  history.replaceState(null, "", "#" + new URLSearchParams({ q: query.value, in: only.value }));
}

const start = new URLSearchParams(location.hash.slice(1));
query.value = start.get("q") ?? "";
only.value = snapshots.some(({ id }) => id === start.get("in")) ? start.get("in") : "";
query.addEventListener("input", show);
only.addEventListener("change", show);
show();
`;

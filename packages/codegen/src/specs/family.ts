/** What sets operations of one tag and base name apart: `Msp`, `Template`, `V2`, `V3`; empty for the plain one. */
export function familyOf(path: string): string {
  const version = /^\/openapi\/v(\d+)\//.exec(path)?.[1] ?? "1";
  const msp = path.includes("/msp/") ? "Msp" : "";
  const template = /template/i.test(path) ? "Template" : "";
  return msp + template + (version === "1" ? "" : `V${version}`);
}

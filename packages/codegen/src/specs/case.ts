/** Words of a label or slug: `IDS/IPS (Template)` -> `IDS`, `IPS`, `Template`. */
function words(text: string): string[] {
  return text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
}

/** What {@link pascal} made: the same fields and labels come again and again. */
const made = new Map<string, string>();

/** `site-setting` -> `SiteSetting`, `IDS/IPS (Template)` -> `IdsIpsTemplate`. */
export function pascal(text: string): string {
  const name = made.get(text) ?? inPascalCase(text);
  made.set(text, name);
  return name;
}

function inPascalCase(text: string): string {
  return words(text)
    .map((word) => {
      const rest = word === word.toUpperCase() ? word.slice(1).toLowerCase() : word.slice(1);
      return word.charAt(0).toUpperCase() + rest;
    })
    .join("");
}

/** `site-setting` -> `siteSetting`, `OLT T-cont` -> `oltTCont`. */
export function camel(text: string): string {
  const name = pascal(text);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `getDeviceList` -> `get device list`, `getSSIDs` -> `get ssids`. */
function spaced(identifier: string): string {
  return identifier
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase();
}

/** A title for docs and reports, made from the stable name alone: `device.getDeviceList` -> `Get device list`. */
export function titleOf(name: string): string {
  const method = spaced(name.slice(name.indexOf(".") + 1));
  return method.charAt(0).toUpperCase() + method.slice(1);
}

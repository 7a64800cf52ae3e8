const OMADAC_ID = "0123456789abcdef0123456789abcdef";

const wrap = (result: unknown) => JSON.stringify({ errorCode: 0, msg: "Success.", result });

const INFO = wrap({ controllerVer: "6.2.0.17", apiVer: "3", omadacId: OMADAC_ID, type: 1, configured: true });
const TOKEN = wrap({ accessToken: "AT-0123456789abcdef", tokenType: "bearer", expiresIn: 7200 });
/**
 * Makes what a controller answers to a URL; pages are made once.
 * @param devices how many there are
 */
export function answers(devices: number): (url: string) => string {
  const pages = new Map<string, string>();
  const pageAt = (page: number, size: number): string => {
    const first = (page - 1) * size;
    const shown = Math.max(0, Math.min(size, devices - first));
    const data = Array.from({ length: shown }, (_, index) => deviceAt(first + index + 1));
    return wrap({ totalRows: devices, currentPage: page, currentSize: size, data });
  };
  return (url) => {
    if (url.endsWith("/api/info")) return INFO;
    if (url.includes("/authorize/token")) return TOKEN;
    const query = url.slice(url.indexOf("?"));
    const asked = new URLSearchParams(query);
    const page =
      pages.get(query) ?? pageAt(Number(asked.get("page") ?? 1), Number(asked.get("pageSize") ?? 10));
    pages.set(query, page);
    return page;
  };
}

function deviceAt(number: number): object {
  const tail = number.toString(16).toUpperCase().padStart(4, "0");
  const mac = `AA-BB-CC-DD-${tail.slice(0, 2)}-${tail.slice(2)}`;
  return { mac, name: `AP ${number}`, ip: `10.0.${number >> 8}.${number % 256}`, status: 1 };
}

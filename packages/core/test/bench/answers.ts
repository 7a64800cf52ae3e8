const OMADAC_ID = "0123456789abcdef0123456789abcdef";

const wrap = (result: unknown) => JSON.stringify({ errorCode: 0, msg: "Success.", result });

const INFO = wrap({ controllerVer: "6.2.0.17", apiVer: "3", omadacId: OMADAC_ID, type: 1, configured: true });
const TOKEN = wrap({ accessToken: "AT-0123456789abcdef", tokenType: "bearer", expiresIn: 7200 });
const DEVICES = wrap({
  totalRows: 3,
  currentPage: 1,
  currentSize: 10,
  data: [1, 2, 3].map((n) => ({
    mac: `AA-BB-CC-DD-EE-0${n}`,
    name: `AP ${n}`,
    ip: `10.0.0.${n}`,
    status: 1,
  })),
});

/** What a controller answers to a URL. */
export function answerTo(url: string): string {
  if (url.endsWith("/api/info")) return INFO;
  return url.includes("/authorize/token") ? TOKEN : DEVICES;
}

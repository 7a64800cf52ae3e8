/** Uses a client with nothing but what every platform has. */
import { clientCredentials } from "@omada-sdk/auth";
import { createClient, isOmadaApiError, type OmadaDownload, paginate } from "../../src/index.js";
import { deviceGroup, type TestTags, withRaw } from "../support/groups.js";

const reason = (error: Error) => error.message;

/** @param origin of a controller that speaks plain HTTP */
export async function useClient(origin: string): Promise<Record<string, unknown>> {
  const auth = clientCredentials({ clientId: "c", clientSecret: "s" });
  const options = { baseUrl: origin, allowHttp: true, auth, retry: { baseMs: 1 } };
  const omada = withRaw(await createClient<Pick<TestTags, "device">>(options, [deviceGroup]));
  const at = (end: string) => `/openapi/v1/{omadacId}/${end}` as const;
  const results: Record<string, unknown> = { discovered: [omada.omadacId, omada.info?.controllerVer] };

  results.write = await omada.request("PATCH", at("echo"), { body: { a: "ü" } });
  const form = new FormData();
  form.append("file", new File(["x"], "x.txt"));
  results.upload = (await omada.request<number>("POST", at("echo"), { body: form })) > 0;
  results.renewed = await omada.request("GET", at("expired"));
  results.repeated = await omada.request("GET", at("once-unavailable"));
  const rows = await paginate(omada.device.getDeviceList, { siteId: "s" }, { pageSize: 10 }).toArray();
  results.rows = [rows.length, new Set(rows.map(({ id }) => id)).size];
  const { data } = await omada.raw.device.POST(at("echo"), { body: { a: "ü" } });
  results.raw = data;
  const file = await omada.request<OmadaDownload>("GET", at("file"));
  results.file = await file.text();
  // A code that is only in the table of all codes, which is loaded when it is met.
  const failure = await omada.request("GET", at("fails")).catch((error: Error) => error);
  results.failure = isOmadaApiError(failure, -43916) && [failure.codeName, failure.category];
  results.redirect = await omada.request("GET", at("redirect")).catch((error: Error) => error.name);

  const abort = new AbortController();
  const ended = omada.request("GET", at("silence"), { signal: abort.signal }).catch(reason);
  await omada.request("GET", at("echo"));
  abort.abort(new Error("ended"));
  results.ended = await ended;
  const half = new AbortController();
  const download = await omada.request<OmadaDownload>("GET", at("half-file"), { signal: half.signal });
  const text = download.text().catch(reason);
  half.abort(new Error("ended"));
  results.endedFile = await text;
  results.timeout = await omada
    .request("GET", at("silence"), { timeoutMs: 50 })
    .catch((error: Error) => error.name);
  const unreachable = { ...options, baseUrl: "http://127.0.0.1:1", retry: false } as const;
  results.unreachable = await createClient(unreachable, []).catch((error: Error) => error.name);
  results.tls = await createClient({ ...options, tls: { insecure: true } }, []).catch(
    (error: Error) => error.name,
  );
  return results;
}

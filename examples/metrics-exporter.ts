// Answers GET /metrics with the state of devices and the number of clients as text for Prometheus.
import { createServer } from "node:http";
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";
import { DeviceInfoStatus } from "@omada-sdk/client-v6/device/values";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_METRICS_PORT = "9810" } = process.env;
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});

/** A line of the text format; quotes, backslashes and line breaks of names are escaped. */
function sample(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const escaped = Object.entries(labels).map(([label, text]) => {
    const safe = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
    return `${label}="${safe}"`;
  });
  return `${name}{${escaped.join()}} ${value}`;
}

async function readMetrics(): Promise<string> {
  const up: string[] = [];
  const cpu: string[] = [];
  const clients: string[] = [];
  for await (const { name: site, siteId } of omada.paginate(omada.site.getSiteList)) {
    for await (const device of omada.paginate(omada.device.getDeviceList, { siteId })) {
      const { mac, name, type, cpuUtil } = device;
      const connected = device.status === DeviceInfoStatus.connected;
      up.push(sample("omada_device_up", { site, mac, name, type }, connected ? 1 : 0));
      if (cpuUtil !== undefined) cpu.push(sample("omada_device_cpu_ratio", { site, mac }, cpuUtil / 100));
    }
    // One row is enough: every page says how many rows there are.
    const body = { page: 1, pageSize: 1, scope: 1 }; // online
    const { totalRows } = await omada.client.getGridAllClients({ siteId, body });
    clients.push(sample("omada_clients", { site }, totalRows));
  }
  const gauge = (name: string, lines: readonly string[]) => [`# TYPE ${name} gauge`, ...lines];
  return [
    ...gauge("omada_device_up", up),
    ...gauge("omada_device_cpu_ratio", cpu),
    ...gauge("omada_clients", clients),
    "",
  ].join("\n");
}

export const server = createServer(async (request, response) => {
  if (request.url !== "/metrics") return response.writeHead(404).end();
  try {
    const text = await readMetrics();
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text);
  } catch (error) {
    console.error(`metrics: ${error}`);
    response.writeHead(503).end(); // the controller did not answer: Prometheus sets `up` to 0
  }
}).listen(Number(OMADA_METRICS_PORT), "127.0.0.1");

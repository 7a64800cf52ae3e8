// Sends the alerts of the last minutes that are not resolved to a chat; run it as often as OMADA_MINUTES says.
// Where the controller can reach your program, let it send them itself: see webhook-receiver.ts.
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_MINUTES = "5", CHAT_WEBHOOK = "" } = process.env; // a webhook that takes { text }, such as Slack's
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});

const timeEnd = Date.now();
const filters = { timeStart: timeEnd - Number(OMADA_MINUTES) * 60_000, timeEnd, resolved: false };
const alerts = await omada.paginate(omada.log.getAlertLogsForGlobal, { filters }).toArray();
const lines = alerts.map(
  ({ level, time = 0, content }) => `${new Date(time).toISOString()} ${level}: ${content}`,
);
if (lines.length > 0) {
  const answer = await fetch(CHAT_WEBHOOK, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: lines.join("\n") }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`The chat answered ${answer.status}.`);
}
console.log(`${lines.length} alerts sent`);

// Makes a webhook on the controller, once, and prints the events that it sends.
import { createServer } from "node:http";
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";
import { receiveWebhook } from "@omada-sdk/client-v6/webhooks";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
// WEBHOOK_URL is how the controller reaches this program: over HTTPS, as the message holds the secret.
const { WEBHOOK_URL = "", WEBHOOK_SECRET = "", WEBHOOK_PORT = "9812" } = process.env;
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});

export const server = createServer(async (request, response) => {
  const { status, event, problem } = await receiveWebhook(request, { secret: WEBHOOK_SECRET });
  response.writeHead(status).end();
  if (event) for (const text of event.text) console.log(`${event.site ?? "all sites"}: ${text}`);
  else console.log(`refused: ${problem}`);
}).listen(Number(WEBHOOK_PORT), "127.0.0.1");

const name = "Example receiver";
const find = async () =>
  (await omada.webhookSetting.getWebhookForGlobal()).find((each) => each.name === name);
if (!(await find())) {
  await omada.webhookSetting.createWebhookForGlobal({
    body: {
      name,
      urlList: [WEBHOOK_URL],
      shardedSecret: WEBHOOK_SECRET,
      template: 0, // Omada
      retryPolicy: 1, // five tries within an hour
    },
  });
  console.log(`the controller sends events to ${WEBHOOK_URL}`);
}

// Every site says which webhook it uses, and which of its alerts go there.
const webhookId = (await find())?.webhookId;
for await (const { siteId } of omada.paginate(omada.site.getSiteList)) {
  const { logNotifications = [] } = await omada.log.getLogSettingForSiteV2({ siteId });
  const alertNotifications = logNotifications
    .filter(({ alert }) => alert)
    .map(({ key = "", email = false }) => ({ key, enable: true, email, webhook: true }));
  const webhookConfig = { webhookEnable: true, webhookId };
  await omada.log.modifyLogSettingSiteV2({ siteId, body: { webhookConfig, alertNotifications } });
}

// Writes the description of all customers of an MSP, with few requests: a batch of the MSP takes up to 20 actions.
import {
  type BatchEntry,
  clientCredentials,
  createBatch,
  createMspClient,
  createOmadaClient,
} from "@omada-sdk/client-v6";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_MSP_ID: mspId = "", OMADA_DESCRIPTION = "" } = process.env;
const msp = await createMspClient(
  {
    baseUrl: OMADA_URL,
    mspId,
    auth: () => clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
    tls: { fingerprint256: OMADA_FINGERPRINT },
  },
  createOmadaClient,
);

// All actions of such a batch are operations of the MSP; those of a customer go into a batch of that customer's client.
const batch = createBatch(msp.client, { mspId, interrupt: false });
const entries = new Map<string, BatchEntry<void>>();
for await (const { customerId, customerName = "" } of msp.customers()) {
  const body = { customerName, description: OMADA_DESCRIPTION };
  entries.set(customerName, batch.add(msp.client.customer.modifyCustomer, { mspId, customerId, body }));
}
const results = await batch.send();
for (const [customerName, entry] of entries) console.log(`${customerName}: ${results.of(entry).status}`);

import { type GrantKind, type OmadaAuth, OmadaError } from "@omada-sdk/auth";
import type { OmadaClientOptions } from "../client/options.js";
import type { OmadaClient } from "../client/types.js";
import { type CallOptions, describeMethod, type Operation } from "../operations/operation.js";
import type { Grid } from "../paging/types.js";
import type { CustomerOptions, MspClient, MspCustomer, MspOptions } from "./types.js";

/**
 * Connects to an MSP.
 * @param options how to reach it; `auth` makes a grant per id
 * @param connect the function of a client package that connects, such as its `createOmadaClient`
 * @throws OmadaError for wrong options, or what `connect` throws
 */
export async function createMspClient<Kind extends GrantKind, Client extends OmadaClient>(
  options: MspOptions<Kind>,
  connect: (options: OmadaClientOptions & { auth: OmadaAuth<Kind> }) => Promise<Client>,
): Promise<MspClient<Client>> {
  const { mspId, auth, ...rest } = options;
  if (typeof mspId !== "string" || mspId === "") throw new OmadaError("mspId is missing.");
  if (typeof auth !== "function")
    throw new OmadaError(
      "auth is a function that makes the grant for an id: a token counts for one id only.",
    );
  const open = (omadacId: string) => connect({ ...rest, omadacId, auth: auth(omadacId) });

  const client = await open(mspId);
  const list = customersMethod(client);
  const clients = new Map<string, Promise<Client>>();
  return {
    mspId,
    client,
    customers({ searchKey, ...pages }: CustomerOptions = {}) {
      return client.paginate<Parameters<typeof list>[0], { data?: MspCustomer[] }>(
        list,
        { mspId, searchKey },
        pages,
      );
    },
    forCustomer(customerId) {
      const known = clients.get(customerId);
      if (known) return known;
      const opened = open(customerId);
      clients.set(customerId, opened);
      // A failure is forgotten: the next call connects again.
      opened.catch(() => clients.delete(customerId));
      return opened;
    },
  };
}

const CUSTOMERS: Operation = {
  name: "customer.getCustomerList",
  method: "GET",
  path: "/openapi/v1/msp/{mspId}/customers",
  paging: "query",
  rowKey: ["customerId"],
  multipart: false,
  bare: false,
  authorizationCodeOnly: false,
  download: false,
  queryNames: {},
  pathArguments: {},
};

interface CustomerArgs {
  mspId: string;
  page: number;
  pageSize: number;
  searchKey?: string | undefined;
}

/** The list of customers as a method that can be paginated, also for clients without the group it belongs to. */
function customersMethod(client: Pick<OmadaClient, "request">) {
  const method = ({ mspId, ...query }: CustomerArgs, options?: CallOptions): Promise<Grid<MspCustomer>> =>
    client.request("GET", CUSTOMERS.path, { ...options, path: { mspId }, query });
  describeMethod(method, CUSTOMERS);
  return method;
}

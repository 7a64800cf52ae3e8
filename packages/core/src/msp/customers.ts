import type { CallOptions } from "../client/options.js";
import type { OmadaClient } from "../client/types.js";
import { describeMethod, type Operation } from "../operations/operation.js";
import type { Grid } from "../paging/types.js";
import type { MspCustomer } from "./types.js";

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
export function customersMethod(client: Pick<OmadaClient, "request">) {
  const method = ({ mspId, ...query }: CustomerArgs, options?: CallOptions): Promise<Grid<MspCustomer>> =>
    client.request("GET", CUSTOMERS.path, { ...options, path: { mspId }, query });
  describeMethod(method, CUSTOMERS);
  return method;
}

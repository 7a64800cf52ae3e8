import type { GrantKind, OmadaAuth } from "@omada-sdk/auth";
import type { OmadaClientOptions } from "../client/options.js";
import type { CallOptions } from "../operations/operation.js";
import type { Grid, PageOptions, Paginator } from "../paging/types.js";

/** How to reach an MSP. */
export interface MspOptions<Kind extends GrantKind = GrantKind>
  extends Omit<OmadaClientOptions, "auth" | "omadacId"> {
  /** Id of the MSP, shown beside the Open API application that was made in its view. */
  mspId: string;
  /**
   * Makes the grant for an id, which is that of the MSP or of a customer: a token counts for one of them only.
   * @param omadacId id the token is for
   */
  auth: (omadacId: string) => OmadaAuth<Kind>;
}

/** A customer in the list of an MSP. */
export interface MspCustomer {
  /** Takes the place of the omadacId in requests to the customer's sites. */
  readonly customerId: string;
  readonly customerName?: string;
  readonly description?: string;
}

/** Options of {@link MspClient.customers}. */
export interface CustomerOptions extends PageOptions, CallOptions {
  /** Part of the name. */
  searchKey?: string | undefined;
}

/** A connection to an MSP and, through it, to its customers. */
export interface MspClient<Client> {
  readonly mspId: string;
  /** The client for operations of the MSP itself, which take `mspId` as an argument. */
  readonly client: Client;
  /** The customers, as they are consumed. */
  customers(options?: CustomerOptions): Paginator<MspCustomer, Grid<MspCustomer>>;
  /**
   * Connects to a customer: a client with separate grant, pacing and retries. The same id gives the same client.
   * @param customerId such as `customer.customerId`
   */
  forCustomer(customerId: string): Promise<Client>;
}

import {
  authorizationCode,
  clientCredentials,
  createOmadaClient,
  type NeedsAuthorizationCode,
} from "@omada-sdk/client-v6";
import { accountGroup } from "@omada-sdk/client-v6/account";
import { createOmadaClient as createDeviceClient } from "@omada-sdk/client-v6/device";
import { describe, expectTypeOf, test } from "vitest";

type Refused = NeedsAuthorizationCode<"userAndRole.createNewUser">;
const baseUrl = "https://192.0.2.1:8043";
const application = { clientId: "c", clientSecret: "s" };
const asUser = { baseUrl, auth: authorizationCode({ ...application, username: "u", password: "p" }) };
const asApplication = { baseUrl, auth: clientCredentials(application) };
/** Only its type is looked at. */
const typeOf = <T>(_: () => Promise<T>) => undefined as never as T;

describe("what only users may do", () => {
  test("is callable on a client that acts as one, and on no other", () => {
    const user = typeOf(() => createOmadaClient(asUser));
    const application = typeOf(() => createOmadaClient(asApplication));
    expectTypeOf(user.userAndRole.createNewUser).toBeFunction();
    expectTypeOf(application.userAndRole.createNewUser).toEqualTypeOf<Refused>();
    // @ts-expect-error the error names the operation and what it needs
    application.userAndRole.createNewUser({});
  });

  test("is so too on groups added to a client of one group", () => {
    const user = typeOf(() => createDeviceClient(asUser));
    const application = typeOf(() => createDeviceClient(asApplication));
    expectTypeOf(user.with(accountGroup).userAndRole.createNewUser).toBeFunction();
    expectTypeOf(application.with(accountGroup).userAndRole.createNewUser).toEqualTypeOf<Refused>();
    expectTypeOf(user.device.getDeviceList).toEqualTypeOf(application.device.getDeviceList);
  });
});

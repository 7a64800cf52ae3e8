import type { OmadaAuth } from "@omada-sdk/auth";
import { describe, expectTypeOf, test } from "vitest";
import {
  type CallOptions,
  type ClientFor,
  createBatch,
  createMspClient,
  type ERROR_CODES,
  findSiteByName,
  type GroupDefinition,
  isOmadaApiError,
  type NeedsAuthorizationCode,
  type OmadaApiError,
  type OmadaClient,
  type OmadaClientOptions,
  type WithAsUser,
} from "../src/index.js";

/** Written as the generator writes it. */
interface DeviceMethods {
  readonly [ERROR_CODES]?: { readonly rename: -33000 | -39000 };
  readonly rename: (args: { mac: string; body: { name: string } }, options?: CallOptions) => Promise<void>;
  readonly create: (args?: { name?: string }, options?: CallOptions) => Promise<{ id: string }>;
}
interface UserMethods {
  readonly createUser: NeedsAuthorizationCode<"user.createUser">;
}
interface UserMethodsAsUser extends UserMethods {
  readonly createUser: (args: { name: string }, options?: CallOptions) => Promise<void>;
}
interface Omada extends OmadaClient {
  readonly device: DeviceMethods;
  readonly user: UserMethods;
}
interface OmadaAsUser extends Omada {
  readonly with: WithAsUser;
  readonly user: UserMethodsAsUser;
}
declare const omada: Omada;
declare const asUser: OmadaAsUser;
declare const error: unknown;

describe("isOmadaApiError", () => {
  test("completes the codes that an operation lists, and others may come", () => {
    if (isOmadaApiError(error, omada.device, "rename")) {
      expectTypeOf(error.code).toEqualTypeOf<-33000 | -39000 | (number & {})>();
      expectTypeOf(error).toExtend<OmadaApiError>();
    }
    if (isOmadaApiError(error, omada.device, "create")) expectTypeOf(error.code).toBeNumber();
    // @ts-expect-error no such method
    isOmadaApiError(error, omada.device, "remove");
  });

  test("completes the names of these codes, and others may come", () => {
    type Other = string & {};
    if (isOmadaApiError(error, omada.device, "rename"))
      expectTypeOf(error.codeName).toEqualTypeOf<"siteNotFound" | "deviceNotFound" | Other | undefined>();
    if (isOmadaApiError(error, -39303))
      expectTypeOf(error.codeName).toEqualTypeOf<"apNotFound" | undefined>();
    if (isOmadaApiError(error, -98765)) expectTypeOf(error.codeName).toEqualTypeOf<Other | undefined>();
    if (isOmadaApiError(error)) expectTypeOf(error.codeName).toExtend<string | undefined>();
  });

  test("narrows to a code", () => {
    if (isOmadaApiError(error, -33000)) expectTypeOf(error.code).toEqualTypeOf<-33000>();
    if (isOmadaApiError(error)) expectTypeOf(error.code).toBeNumber();
  });
});

describe("what only a user may call", () => {
  test("has no call signature with client credentials", () => {
    // @ts-expect-error needs the authorization-code grant
    omada.user.createUser({ name: "x" });
    asUser.user.createUser({ name: "x" });
  });

  test("follows the kind of grant", () => {
    expectTypeOf<ClientFor<"client-credentials", Omada, OmadaAsUser>>().toEqualTypeOf<Omada>();
    expectTypeOf<ClientFor<"authorization-code", Omada, OmadaAsUser>>().toEqualTypeOf<OmadaAsUser>();
    expectTypeOf<ClientFor<"web-session", Omada, OmadaAsUser>>().toEqualTypeOf<OmadaAsUser>();
    expectTypeOf<ClientFor<OmadaAuth["kind"], Omada, OmadaAsUser>>().toEqualTypeOf<OmadaAsUser>();
  });

  test("a user's client is an ordinary one, and adds groups with all their methods", () => {
    expectTypeOf(asUser).toExtend<Omada>();
    const group = {} as GroupDefinition<{ user: UserMethods }, { user: UserMethodsAsUser }>;
    expectTypeOf(asUser.with(group).user).toEqualTypeOf<UserMethodsAsUser>();
    expectTypeOf(omada.with(group).user).toEqualTypeOf<UserMethods>();
  });
});

describe("createBatch", () => {
  test("infers the arguments and the result of each action", async () => {
    const batch = createBatch(omada);
    const renamed = batch.add(omada.device.rename, { mac: "AA", body: { name: "x" } });
    const created = batch.add(omada.device.create);
    const results = await batch.send();
    const result = results.of(created);
    if (result.status === "done") expectTypeOf(result.value).toEqualTypeOf<{ id: string }>();
    else expectTypeOf(result.error).toEqualTypeOf<Error>();
    const nothing = results.of(renamed);
    if (nothing.status === "done") expectTypeOf(nothing.value).toBeVoid();
    // @ts-expect-error the arguments are missing
    batch.add(omada.device.rename);
    // @ts-expect-error the body is wrong
    batch.add(omada.device.rename, { mac: "AA", body: { nmae: "x" } });
    // @ts-expect-error needs the authorization-code grant
    batch.add(omada.user.createUser, { name: "x" });
  });
});

describe("createMspClient", () => {
  test("hands out the clients of the package, by kind of grant", async () => {
    const connect = {} as <Kind extends OmadaAuth["kind"]>(
      options: OmadaClientOptions & { auth: OmadaAuth<Kind> },
    ) => Promise<ClientFor<Kind, Omada, OmadaAsUser>>;
    const grant = {} as OmadaAuth<"client-credentials">;
    const msp = await createMspClient({ baseUrl: "x", mspId: "m", auth: () => grant }, connect);
    expectTypeOf(msp.client).toEqualTypeOf<Omada>();
    expectTypeOf(msp.forCustomer("c")).resolves.toEqualTypeOf<Omada>();
  });
});

describe("findSiteByName", () => {
  test("resolves to the row of the client", () => {
    const finder = {} as {
      site: {
        getSiteList: (
          args: { page: number; pageSize: number; searchKey?: string; sorts?: { name?: "asc" } },
          options?: CallOptions,
        ) => Promise<{ totalRows: number; data: { siteId: string; name?: string }[] }>;
      };
    };
    expectTypeOf(findSiteByName(finder, "x")).resolves.toEqualTypeOf<
      { siteId: string; name?: string } | undefined
    >();
  });
});

import { expectTypeOf, it } from "vitest";
import {
  type AuthorizationCodeAuth,
  authorizationCode,
  clientCredentials,
  type FetchLike,
  type GrantKind,
  type OmadaAuth,
} from "../src/index.js";
import { keyvTokenStore } from "../src/keyv-store.js";
import { webSession } from "../src/web-session.js";

it("infers the grant at compile time", () => {
  expectTypeOf(clientCredentials).returns.toEqualTypeOf<OmadaAuth<"client-credentials">>();
  expectTypeOf(authorizationCode).returns.toEqualTypeOf<AuthorizationCodeAuth>();
  expectTypeOf<AuthorizationCodeAuth>().toExtend<OmadaAuth<"authorization-code">>();
  expectTypeOf(webSession).returns.toEqualTypeOf<OmadaAuth<"web-session">>();
});

it("lets any grant pass where the kind does not matter, and only the right one where it does", () => {
  const runUsersOperation = (auth: OmadaAuth<"authorization-code">) => auth.kind;
  runUsersOperation(authorizationCode({ clientId: "", clientSecret: "" }));
  // @ts-expect-error client credentials are not enough
  runUsersOperation(clientCredentials({ clientId: "", clientSecret: "" }));
  expectTypeOf<OmadaAuth<"client-credentials">>().toExtend<OmadaAuth>();
  expectTypeOf<OmadaAuth["kind"]>().toEqualTypeOf<GrantKind>();
});

it("takes what is at hand", () => {
  expectTypeOf(globalThis.fetch).toExtend<FetchLike>();
  keyvTokenStore(new Map<string, unknown>());
  keyvTokenStore({
    get: async <Value>(_key: string, _options?: { raw?: false }): Promise<Value | undefined> => undefined,
    set: async <Value>(_key: string, _value: Value, _ttl?: number): Promise<boolean> => true,
    delete: async (_key: string): Promise<boolean> => true,
  });
});

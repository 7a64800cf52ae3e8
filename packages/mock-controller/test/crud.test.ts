import { type Operation, resolveSchema } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import { byUnversionedPath } from "../src/collections/lists.js";
import { planOf } from "../src/collections/plan.js";
import { rowsAt } from "../src/collections/store.js";
import type { Collection, RoleKind } from "../src/collections/types.js";
import { HANDLERS } from "../src/domains/index.js";
import { PROFILE_IDS } from "../src/index.js";
import { sample } from "../src/schema/sample.js";
import { createController, mockOf } from "../src/server/create.js";
import type { Controller } from "../src/state/controller.js";
import { documented, type Envelope, ORIGIN, pathFor, requestFor, sampled, userToken } from "./support.js";
import { responseValidator } from "./validator.js";

/** Collections for which the whole chain holds, of those of all; fewer would be a step back. */
const FLOOR = { "5.12": 3, "5.15": 120, "6.2": 130, "6.2-cloud": 142 } as const;

/** Structures of the interface, a path to create at and paths of items, that the mock follows. */
const FOLLOWED = { "5.12": 6, "5.15": 120, "6.2": 129, "6.2-cloud": 141 } as const;

/** Creating something with a path of its own that the mock does not follow, and why not. */
const NOT_FOLLOWED: Readonly<Record<string, string>> = {
  "profiles.createGoogleLdapProfile": "the body is a file in one interface, a text in the other",
  "reportV2.addTabNetworkReport": "no list",
  "sim.createMailServer": "one server for each site: it is read as an object",
  "idsIpsTemplate.createTemplateAllowList": "no list",
  "certProfiles.createCertProfile": "the list is declared as a single object",
  "certProfilesTemplate.createCertProfile": "the list is declared as a single object",
  "vpn.createS2SAutoVpn": "the rows are those of another list, of another form",
};

type Ops = Partial<Record<RoleKind, Operation>>;

function operationsOf(controller: Controller): Map<Collection, Ops> {
  const found = new Map<Collection, Ops>();
  for (const [operation, { kind, collection, among = [collection] }] of planOf(controller.behaviour.model)
    .roles) {
    for (const one of among) {
      const ops = found.get(one) ?? {};
      ops[kind] ??= operation;
      found.set(one, ops);
    }
  }
  return found;
}

/** The body of an operation that names its rows there, with one id wherever ids may stand. */
function naming({ behaviour: { model } }: Controller, { body, path }: Operation, id: string): string {
  const { properties = {} } = resolveSchema(model.schemas, body?.schema ?? {});
  const sent = sample(model.schemas, body?.schema ?? {}, path) as Record<string, unknown>;
  for (const [name, { type }] of Object.entries(properties)) {
    if (name === "selectType") sent[name] = type === "integer" ? 2 : "include";
    else if (type === "array" && /ids?(list)?$/i.test(name)) sent[name] = [id];
    else if (type !== "array" && /id$/i.test(name)) sent[name] = id;
  }
  return JSON.stringify(sent);
}

describe.each(PROFILE_IDS)("create, list, get, modify, delete on %s", (profile) => {
  it("holds for the collections of the interface", async () => {
    const controller = await createController({
      profile,
      model: documented(profile),
      quirks: { brokenOperations: [], checkReferences: false },
    });
    const mock = mockOf(controller);
    const check = responseValidator(controller.behaviour.model);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    const faults: string[] = [];
    let whole = 0;
    let partial = 0;

    const send = async (operation: Operation, id?: string): Promise<Envelope> => {
      const { init } = requestFor(controller, operation);
      const kind = planOf(controller.behaviour.model).roles.get(operation)?.kind;
      if (id !== undefined && (kind === "delete-many" || kind === "modify-named")) {
        init.body = naming(controller, operation, id);
      }
      const { search } = new URL(requestFor(controller, operation).url);
      let path = pathFor(controller, operation);
      const at = planOf(controller.behaviour.model).roles.get(operation)?.at ?? -1;
      if (id !== undefined && kind !== "delete-many" && kind !== "modify-named") {
        path = path
          .split("/")
          .map((part, index) => (index === at + 1 ? encodeURIComponent(id) : part))
          .join("/");
      }
      const headers = { ...init.headers, authorization };
      const answer = (await (
        await mock.fetch(ORIGIN + path + search, { ...init, headers })
      ).json()) as Envelope;
      if (answer.errorCode === 0) {
        const wrong = check(operation, answer);
        if (wrong) faults.push(`${operation.method} ${operation.path}: ${wrong}`);
      }
      return answer;
    };

    const collections = [...operationsOf(controller)];
    const tried = sampled(profile, collections);
    for (const [{ path, idMember, list, row }, ops] of tried) {
      const { create, get } = ops;
      const modify = ops.modify ?? ops["modify-part"] ?? ops["modify-named"];
      const remove = ops.delete ?? ops["delete-many"];
      const complete = create && modify && remove;
      if (!complete) partial++;
      if (!create || !remove) continue;
      const say = (step: string): void => void faults.push(`${path}: ${step}`);
      const lists = planOf(controller.behaviour.model)
        .roles.get(create)
        ?.among?.map((kind) => kind.list) ?? [list];
      const ids = async (): Promise<string[]> => {
        const found: string[] = [];
        const role = planOf(controller.behaviour.model).roles.get(create);
        const { properties = {} } = resolveSchema(controller.behaviour.model.schemas, row);
        if (role && !(idMember in properties)) {
          // The rows do not show their ids.
          const segments = pathFor(controller, create).slice(1).split("/").map(decodeURIComponent);
          const kept = [...rowsAt(controller, role, segments).rows.keys()];
          const { result } = await send(list);
          const shown = Array.isArray(result) ? result : (result as { data: unknown[] }).data;
          if (shown.length !== kept.length) say(`${shown.length} rows of ${kept.length}`);
          return kept;
        }
        for (const { result } of await Promise.all(lists.map((operation) => send(operation)))) {
          const rows = (Array.isArray(result) ? result : (result as { data: unknown[] }).data) as Record<
            string,
            unknown
          >[];
          found.push(...rows.map((row) => String(row[idMember])));
        }
        return found;
      };
      const before = await ids();
      const created = await send(create);
      if (created.errorCode !== 0) say(`create ${created.errorCode}`);
      const added = (await ids()).filter((id) => !before.includes(id));
      const [id] = added;
      if (added.length !== 1 || id === undefined) {
        say(`create: ${added.length} new rows`);
        continue;
      }
      if (get && (await send(get, id)).errorCode !== 0) say("get");
      if (modify && (await send(modify, id)).errorCode !== 0) say("modify");
      if (modify && !(await ids()).includes(id)) say("modify loses the row");
      if ((await send(remove, id)).errorCode !== 0) say("delete");
      if ((await ids()).join() !== before.join()) say("delete leaves another list");
      for (const operation of [get, modify, ops.delete]) {
        if (operation && (await send(operation, id)).errorCode === 0)
          say(`${operation.method} of a deleted row`);
      }
      if (complete) whole++;
    }
    console.log(`${profile}: ${whole} collections hold the whole chain, ${partial} more have parts of it`);
    expect(faults).toEqual([]);
    // A sample has its share, give or take a tenth.
    const share = tried.length / collections.length;
    expect(whole).toBeGreaterThanOrEqual(share === 1 ? FLOOR[profile] : FLOOR[profile] * share * 0.9);
  });

  it("is followed wherever something is created beside the paths of items", async () => {
    const { model } = (await createController({ profile })).behaviour;
    const byPath = byUnversionedPath(model);
    const changes = new Set(["DELETE", "PUT", "PATCH"]);
    const missed: string[] = [];
    let followed = 0;
    for (const [path, operations] of byPath) {
      const create = operations.find(
        ({ method, body, paging }) =>
          method === "POST" && body?.mediaType.includes("json") && paging !== "body",
      );
      const items = [...byPath].filter(
        ([other]) => other.startsWith(`${path}/{`) && !other.slice(path.length + 2).includes("/"),
      );
      if (!create || !items.some(([, ops]) => ops.some(({ method }) => changes.has(method)))) continue;
      if (planOf(model).roles.has(create) || HANDLERS.has(create.name)) followed++;
      else missed.push(create.name);
    }
    expect(missed.filter((name) => !(name in NOT_FOLLOWED))).toEqual([]);
    expect(followed).toBeGreaterThanOrEqual(FOLLOWED[profile]);
  });

  it("reads back what was written", async () => {
    const controller = await createController({ profile, quirks: { checkReferences: false } });
    const mock = mockOf(controller);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    let compared = 0;
    for (const [collection, { create, get }] of operationsOf(controller)) {
      const role = create && planOf(controller.behaviour.model).roles.get(create);
      if (!create || !get || !role) continue;
      const { url, init } = requestFor(controller, create);
      await mock.fetch(url, { ...init, headers: { ...init.headers, authorization } });
      const { rows } = rowsAt(
        controller,
        role,
        new URL(url).pathname.split("/").slice(1).map(decodeURIComponent),
      );
      const id = [...rows.keys()].at(-1) ?? "";
      const path = pathFor(controller, get).split("/");
      path[(planOf(controller.behaviour.model).roles.get(get)?.at ?? 0) + 1] = encodeURIComponent(id);
      const answer = await mock.fetch(ORIGIN + path.join("/"), { headers: { authorization } });
      const { result } = (await answer.json()) as { result?: Record<string, unknown> };
      const sent = JSON.parse(`${init.body}`) as Record<string, unknown>;
      for (const name of ["name", "description", "vlan", "port", "enable"]) {
        if (!result || !(name in sent) || !(name in result) || name === collection.idMember) continue;
        if (typeof result[name] !== typeof sent[name]) continue;
        compared++;
        expect({ path: collection.path, [name]: result[name] }).toEqual({
          path: collection.path,
          [name]: sent[name],
        });
      }
    }
    expect(compared).toBeGreaterThanOrEqual(profile === "5.12" ? 0 : 15);
  });
});

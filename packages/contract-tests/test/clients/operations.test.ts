import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSnapshot } from "@omada-sdk/codegen";
import { operationOf } from "@omada-sdk/core";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { fakeController } from "../support/fake-controller.js";
import { type ClientModule, clientFolder, generated, SNAPSHOTS, SPECS } from "../support/snapshots.js";

describe.each(SNAPSHOTS)("the client of $id", ({ id, line, flavour, controllerVersion, operations }) => {
  const connect = async () => {
    const { createOmadaClient } = await generated<ClientModule>({ id, line }, "index");
    return createOmadaClient(fakeController(flavour === "cloud" ? undefined : controllerVersion).options);
  };

  test("has a method for every operation of the snapshot, with its path and flags", async () => {
    const client = await connect();
    const model = await readSnapshot(SPECS, id);
    expect(model.operations).toHaveLength(operations);
    for (const operation of model.operations) {
      const [tag = "", method = ""] = operation.name.split(".");
      expect(operationOf(client[tag]?.[method]), operation.name).toMatchObject({
        name: operation.name,
        method: operation.method,
        path: operation.path,
        paging: operation.paging,
        multipart: operation.body?.mediaType === "multipart/form-data",
        bare: !operation.envelope,
        authorizationCodeOnly: operation.authorizationCodeOnly,
        download: operation.download,
      });
    }
  });

  test("has no other methods, and declares exactly those it has", async () => {
    const client = await connect();
    const model = await readSnapshot(SPECS, id);
    const tags = [...new Set(model.operations.map(({ name }) => name.split(".")[0] ?? ""))];
    const found = tags.flatMap((tag) => Object.keys(client[tag] ?? {}).map((method) => `${tag}.${method}`));
    expect(found.sort()).toEqual(model.operations.map(({ name }) => name).sort());
    expect(declaredMembers(clientFolder({ id, line })).sort()).toEqual(found.sort());
  });

  test("passes every argument to the place it has on the wire", async () => {
    const client = await connect();
    const model = await readSnapshot(SPECS, id);
    for (const { name, parameters } of model.operations) {
      const [tag = "", method = ""] = name.split(".");
      const operation = operationOf(client[tag]?.[method]);
      const paths = parameters
        .filter((parameter) => parameter.in === "path")
        .map((parameter) => parameter.name);
      const queries = parameters
        .filter((parameter) => parameter.in === "query")
        .map((parameter) => parameter.name);
      for (const wire of Object.values(operation?.queryNames ?? {})) {
        expect(
          queries.some((query) => query === wire || query.startsWith(`${wire}.`)),
          name,
        ).toBe(true);
      }
      expect(paths, name).toEqual(expect.arrayContaining(Object.keys(operation?.pathArguments ?? {})));
      const clashes = queries.filter((query) => paths.includes(query));
      expect(Object.values(operation?.queryNames ?? {}), name).toEqual(expect.arrayContaining(clashes));
    }
  });
});

/**
 * The `tag.method` members that the declarations in a folder give a client, read without resolving types. Type carriers
 * under symbols are none.
 */
function declaredMembers(folder: string): string[] {
  const members = new Map<string, string[]>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".d.ts"))) {
    for (const node of interfacesOf(join(folder, name))) {
      if (node.name.text !== "Omada" && !node.name.text.endsWith("Methods")) continue;
      members.set(
        node.name.text,
        node.members.flatMap(({ name }) =>
          name && !ts.isComputedPropertyName(name) ? [name.getText()] : [],
        ),
      );
    }
  }
  const client = interfacesOf(join(folder, "index.d.ts")).find(({ name }) => name.text === "Omada");
  return (client?.members ?? []).flatMap((member) => {
    if (!ts.isPropertySignature(member) || member.type === undefined) return [];
    const types = ts.isIntersectionTypeNode(member.type) ? [...member.type.types] : [member.type];
    return types.flatMap((type) =>
      (members.get(type.getText()) ?? []).map((method) => `${member.name.getText()}.${method}`),
    );
  });
}

function interfacesOf(path: string): ts.InterfaceDeclaration[] {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  return file.statements.filter(ts.isInterfaceDeclaration);
}

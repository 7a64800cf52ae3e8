import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** The `tag.method` members that the declarations in a folder give a client, read without resolving types. Type carriers under symbols are none. */
export function declaredMembers(folder: string): string[] {
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

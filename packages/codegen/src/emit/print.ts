import ts from "typescript";

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
const file = ts.createSourceFile("generated.d.ts", "", ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);

/** Text of declarations, with their doc comments, LF line ends. */
export function printNodes(nodes: readonly ts.Node[]): string {
  return nodes.map((node) => `${printer.printNode(ts.EmitHint.Unspecified, node, file)}\n`).join("");
}

/** Puts a doc comment before a node; the text can neither end the comment nor add a line that looks like code. */
export function withDoc<T extends ts.Node>(node: T, text: string): T {
  if (text === "") return node;
  const lines = text
    .replaceAll("*/", "*\\/")
    .replaceAll(/[\u2028\u2029\r]/g, " ")
    .split("\n");
  const body =
    lines.length === 1 ? `* ${lines[0]} ` : `*\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n `;
  return ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, body, true);
}

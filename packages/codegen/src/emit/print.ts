import type ts from "typescript";
import { compiler } from "../compiler.js";

const printer = compiler.createPrinter({ newLine: compiler.NewLineKind.LineFeed });
const file = compiler.createSourceFile(
  "generated.d.ts",
  "",
  compiler.ScriptTarget.ES2022,
  false,
  compiler.ScriptKind.TS,
);

/** Text of declarations, with their doc comments, LF line ends. */
export function printNodes(nodes: readonly ts.Node[]): string {
  return nodes.map((node) => `${printer.printNode(compiler.EmitHint.Unspecified, node, file)}\n`).join("");
}

/** Puts a doc comment before a node; the text can neither end the comment nor add a line that looks like code. */
export function withDoc<T extends ts.Node>(node: T, text: string): T {
  if (text === "") return node;
  const lines = text.split("\n").map(commentText);
  const body =
    lines.length === 1 ? `* ${lines[0]} ` : `*\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n `;
  return compiler.addSyntheticLeadingComment(node, compiler.SyntaxKind.MultiLineCommentTrivia, body, true);
}

/** A text as one line of a comment, which it cannot end. */
export function commentText(text: string): string {
  return text.replaceAll("*/", "*\\/").replaceAll(/[\u2028\u2029\r\n]/g, " ");
}

import type ts from "typescript";
import { compiler } from "../../compiler.js";

/** A declaration of a generated file, or a member of an interface that is shared member by member. */
export interface Unit {
  /** Name that the file exports. */
  readonly name: string;
  readonly text: string;
  /** Names of the file's scope that the text refers to. */
  readonly uses: ReadonlySet<string>;
}

/** An interface whose members are shared one by one, because most releases change one of them. */
export interface Split {
  readonly name: string;
  readonly comment: string;
  readonly extended: readonly string[];
  /** Names that `extended` refers to. */
  readonly uses: ReadonlySet<string>;
  readonly members: readonly Unit[];
}

/** A generated file, taken apart. */
export interface ParsedFile {
  readonly banner: string;
  /** Local name -> where it comes from, and what it is called there. */
  readonly imports: ReadonlyMap<string, { from: string; name: string }>;
  /** What the file passes on, as it stands there; `names` is undefined for all. */
  readonly passes: readonly { from: string; names: ReadonlyMap<string, string> | undefined; text: string }[];
  readonly units: readonly Unit[];
  readonly splits: readonly Split[];
  /** What stays in the file whatever other snapshots say. */
  readonly fixed: readonly Unit[];
  /** Names of all of them. */
  readonly declared: ReadonlySet<string>;
}

/** Methods of a tag, paths of a client, and codes by method: with a member per operation. */
const BY_MEMBER = /(Methods|Paths|ErrorCodes)$|^paths$/;

/** @param isValues constants can be shared: the file declares nothing else, and there is a module beside it */
export function parseFile(path: string, text: string, isValues: boolean): ParsedFile {
  const kind = path.endsWith(".js") ? compiler.ScriptKind.JS : compiler.ScriptKind.TS;
  const source = compiler.createSourceFile(path, text, compiler.ScriptTarget.ES2022, false, kind);
  const bannerEnd = text.indexOf("\n") + 1;
  const imports = new Map<string, { from: string; name: string }>();
  const passes: ParsedFile["passes"][number][] = [];
  const units: Unit[] = [];
  const splits: Split[] = [];
  const fixed: Unit[] = [];
  for (const statement of source.statements) {
    const whole = text.slice(Math.max(statement.pos, bannerEnd), statement.end).trim();
    if (compiler.isImportDeclaration(statement)) {
      for (const [local, name] of importedNames(statement))
        imports.set(local, { from: fromOf(statement), name });
    } else if (compiler.isExportDeclaration(statement) && statement.moduleSpecifier) {
      passes.push({ from: fromOf(statement), names: passedNames(statement), text: whole });
    } else if (compiler.isInterfaceDeclaration(statement) && BY_MEMBER.test(statement.name.text)) {
      splits.push(splitOf(statement, text, whole));
    } else {
      const unit = { name: declaredName(statement), text: whole, uses: namesIn(statement) };
      const shareable =
        compiler.isInterfaceDeclaration(statement) ||
        compiler.isTypeAliasDeclaration(statement) ||
        (isValues && compiler.isVariableStatement(statement));
      (shareable ? units : fixed).push(unit);
    }
  }
  const declared = new Set([...units, ...splits, ...fixed].map(({ name }) => name));
  return { banner: text.slice(0, bannerEnd), imports, passes, units, splits, fixed, declared };
}

function splitOf(statement: ts.InterfaceDeclaration, text: string, whole: string): Split {
  const comment = whole.slice(0, whole.indexOf("export interface"));
  const heritage = (statement.heritageClauses ?? []).flatMap(({ types }) => [...types]);
  return {
    name: statement.name.text,
    comment,
    extended: heritage.map(({ pos, end }) => text.slice(pos, end).trim()),
    uses: new Set(heritage.flatMap((type) => [...namesIn(type)])),
    members: statement.members.map((member) => ({
      name: member.name ? text.slice(member.name.pos, member.name.end).trim() : "",
      text: text
        .slice(member.pos, member.end)
        .replace(/^\s*\n/, "")
        .trimEnd(),
      uses: namesIn(member),
    })),
  };
}

function declaredName(statement: ts.Statement): string {
  if (compiler.isVariableStatement(statement)) {
    const [declaration] = statement.declarationList.declarations;
    return declaration && compiler.isIdentifier(declaration.name) ? declaration.name.text : "";
  }
  const { name } = statement as { name?: ts.Node };
  return name && compiler.isIdentifier(name) ? name.text : "";
}

function fromOf({ moduleSpecifier }: ts.ImportDeclaration | ts.ExportDeclaration): string {
  return moduleSpecifier && compiler.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
}

function importedNames({ importClause }: ts.ImportDeclaration): [local: string, name: string][] {
  const bindings = importClause?.namedBindings;
  if (!bindings || !compiler.isNamedImports(bindings)) return [];
  return bindings.elements.map(({ name, propertyName }) => [name.text, (propertyName ?? name).text]);
}

function passedNames({ exportClause }: ts.ExportDeclaration): ReadonlyMap<string, string> | undefined {
  if (!exportClause || !compiler.isNamedExports(exportClause)) return undefined;
  return new Map(
    exportClause.elements.map(({ name, propertyName }) => [name.text, (propertyName ?? name).text]),
  );
}

/** Names that a declaration refers to: its own name, and names of members and parameters, are none. */
function namesIn(declaration: ts.Node): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (compiler.isIdentifier(node)) names.add(node.text);
    const { name } = node as { name?: ts.Node };
    compiler.forEachChild(node, (child) => {
      if (child !== name || compiler.isComputedPropertyName(child)) visit(child);
    });
  };
  visit(declaration);
  return names;
}

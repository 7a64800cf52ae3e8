import type ts from "typescript";
import { compiler } from "../compiler.js";

/** The names that a property name or a binding can stand for; none when they are only known at run time. */
export function possibleNames(name: ts.Node, checker: ts.TypeChecker): string[] {
  if (compiler.isIdentifier(name) || compiler.isStringLiteralLike(name)) return [name.text];
  return compiler.isComputedPropertyName(name) ? textsOf(checker.getTypeAtLocation(name.expression)) : [];
}

/** The texts that a key can be, by its type; none when it may be any. */
export function textsOf(key: ts.Type): string[] {
  const parts = key.isUnion() ? key.types : [key];
  const texts = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
  return texts.length === parts.length ? texts : [];
}

/** Members of a type by name; where all of them are named, as by `keyof`, no one of them is meant. */
export function memberSymbols(
  type: ts.Type | undefined,
  names: readonly string[],
  checker: ts.TypeChecker,
): ts.Symbol[] {
  if (type === undefined || names.length === 0) return [];
  return typeParts(type, checker).flatMap((part) => {
    const found = names.flatMap((name) => checker.getPropertyOfType(part, name) ?? []);
    const isEach = found.length > 1 && found.length === checker.getPropertiesOfType(part).length;
    return isEach ? [] : found;
  });
}

/** The types of a union, without null and undefined. */
export function typeParts(type: ts.Type, checker: ts.TypeChecker): ts.Type[] {
  const present = checker.getNonNullableType(type);
  return present.isUnion() ? present.types : [present];
}

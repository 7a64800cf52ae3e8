import { refName } from "@omada-sdk/model";
import { operationsOf, type RawDocument, type RawMedia, type RawOperation, type RawSchema } from "../raw.js";
import { isJavaArgument } from "./parameters.js";
import type { Repair } from "./report.js";

/** The session's user, which a controller puts in itself and no caller sends. */
const SESSION_USER = "UserInfoBriefDTO";

/**
 * Takes Java arguments out of bodies. A method that takes a body and the session's user is described as
 * `{arg4: Body, arg5: UserInfoBriefDTO}`; what goes over the wire is the first of them. Where the user is alone, there is
 * no body. A file among them is the part `file` of a form, as documents that name it say.
 */
export function repairBodyArguments(document: RawDocument, repairs: Repair[]): void {
  for (const { method, path, operation } of operationsOf(document)) {
    const detail = repairBody(operation, document);
    if (detail !== undefined) repairs.push({ kind: "body-argument", where: `${method} ${path}`, detail });
  }
}

function repairBody(operation: RawOperation, document: RawDocument): string | undefined {
  for (const media of Object.values(operation.requestBody?.content ?? {})) {
    const { schema } = media;
    if (!schema) continue;
    if (isSessionUser(schema)) {
      delete operation.requestBody;
      return "user of the session, left out";
    }
    const members = Object.entries(propertiesOf(schema, document));
    const sent = members.filter(([, member]) => !isSessionUser(member));
    const [argument, ...others] = sent;
    if (argument === undefined || others.length > 0) continue;
    const detail = unwrap(media, argument, sent.length < members.length);
    if (detail !== undefined) return detail;
  }
  return undefined;
}

/** Puts the one argument that is sent in place of the object around it. */
function unwrap(media: RawMedia, [name, schema]: [string, RawSchema], withUser: boolean): string | undefined {
  if (!withUser && !isJavaArgument(name)) return undefined;
  if (isFile(schema)) {
    media.schema = { type: "object", properties: { file: structuredClone(schema) } };
    return "file of the body";
  }
  media.schema = structuredClone(schema);
  return name;
}

function propertiesOf(schema: RawSchema, document: RawDocument): Record<string, RawSchema> {
  return targetOf(schema, document)?.properties ?? {};
}

function isSessionUser({ $ref }: RawSchema): boolean {
  return $ref !== undefined && refName($ref) === SESSION_USER;
}

/** Answers declared as any type are JSON; bodies that hold a file are multipart forms. */
export function repairMediaTypes(document: RawDocument, repairs: Repair[]): void {
  for (const { method, path, operation } of operationsOf(document)) {
    const where = `${method} ${path}`;
    for (const response of Object.values(operation.responses ?? {})) {
      if (response.content && "*/*" in response.content) {
        response.content = { "application/json": response.content["*/*"] ?? {} };
        repairs.push({ kind: "media-type", where });
      }
    }
    const json = operation.requestBody?.content?.["application/json"];
    if (operation.requestBody && json && holdsFile(json, document)) {
      operation.requestBody.content = { "multipart/form-data": json };
      repairs.push({ kind: "multipart", where });
    }
  }
}

function holdsFile(media: RawMedia, document: RawDocument): boolean {
  const target = targetOf(media.schema ?? {}, document);
  return Object.values(target?.properties ?? {}).some(
    (property) => isFile(property) || isFile(property.items),
  );
}

function isFile(schema: RawSchema | undefined): boolean {
  return schema?.type === "string" && schema.format === "binary";
}

/** The schema itself, or the one of the document that it refers to. */
function targetOf(schema: RawSchema, document: RawDocument): RawSchema | undefined {
  return schema.$ref === undefined ? schema : document.schemas[refName(schema.$ref) ?? ""];
}

import { refName } from "../../model/refs.js";
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
  if (schema.type === "string" && schema.format === "binary") {
    media.schema = { type: "object", properties: { file: structuredClone(schema) } };
    return "file of the body";
  }
  media.schema = structuredClone(schema);
  return name;
}

function propertiesOf(schema: RawSchema, document: RawDocument): Record<string, RawSchema> {
  const target = schema.$ref === undefined ? schema : document.schemas[refName(schema.$ref) ?? ""];
  return target?.properties ?? {};
}

function isSessionUser({ $ref }: RawSchema): boolean {
  return $ref !== undefined && refName($ref) === SESSION_USER;
}

import type { ApiModel } from "@omada-sdk/model";
import { tagInterface, userInterface } from "./methods.js";
import type { Part } from "./parts.js";

/** The tags whose methods differ for a client that acts as a user. */
export function userMembers(parts: readonly Part[], shared: ReadonlySet<string>): string[] {
  const tags = [...new Set(parts.flatMap((part) => part.tags))].sort();
  return tags.flatMap((tag) => {
    const owners = parts.filter((part) => part.tags.includes(tag));
    if (owners.every((part) => userInterface(part, tag, shared) === undefined)) return [];
    const interfaces = owners.map(
      (part) => userInterface(part, tag, shared) ?? tagInterface(part, tag, shared),
    );
    return [`  readonly ${tag}: ${interfaces.join(" & ")};\n`];
  });
}

/** Whether a snapshot has operations that only users may call. */
export function hasUserOperations(model: ApiModel): boolean {
  return model.operations.some((operation) => operation.authorizationCodeOnly);
}

/** The tags of a part as a client has them that acts as a user; empty when they are the same. */
export function tagsAsUser(part: Part, shared: ReadonlySet<string>): string {
  const members = userMembers([part], shared);
  return members.length === 0
    ? ""
    : `/** {@link ${part.typeName}Tags} of a client that acts as a user. */\n` +
        `export interface ${part.typeName}TagsAsUser extends ${part.typeName}Tags {\n${members.join("")}}\n`;
}

/**
 * The interface of a client that acts as a user; empty when it is the same.
 * @param differs some group of the snapshot has operations for users: `with` may add it
 */
export function clientAsUser(client: string, members: readonly string[], differs: boolean): string {
  return !differs
    ? ""
    : `/** {@link ${client}} that acts as a user: what client credentials may not call can be called. */\n` +
        `export interface ${client}AsUser extends ${client} {\n  readonly actsAsUser: true;\n  readonly with: WithAsUser;\n${members.join("")}}\n`;
}

/** Declares the function that connects; the kind of grant decides what can be called. */
export function creator(client: string, differs: boolean): string {
  return differs
    ? `export declare function createOmadaClient<Kind extends GrantKind>(options: OmadaClientOptions & { auth: OmadaAuth<Kind> }): Promise<ClientFor<Kind, ${client}, ${client}AsUser>>;\n`
    : `export declare function createOmadaClient(options: OmadaClientOptions): Promise<${client}>;\n`;
}

import type { Operation, Schema } from "@omada-sdk/model";
import type { StoredRow } from "../state/types.js";

/** Rows of one kind below a path, such as the LAN networks of a site. */
export interface Collection {
  /** Template of the list's path, without `/openapi/vN`. */
  path: string;
  /** The same in segments. */
  segments: readonly string[];
  /** Name of the path parameter of an item. */
  param: string;
  /** Member of a row that holds its id. */
  idMember: string;
  idSchema: Schema;
  row: Schema;
  list: Operation;
}

/** What an operation does with a collection. */
export type RoleKind =
  | "list"
  | "create"
  | "get"
  | "modify"
  | "modify-part"
  /** The id stands in the body. */
  | "modify-named"
  | "delete"
  /** The ids stand in the body. */
  | "delete-many";

export interface Role {
  kind: RoleKind;
  collection: Collection;
  /**
   * All lists, where the items of one path are spread over several (`…/acls/{aclId}`: EAP, gateway and switch rules).
   */
  among?: readonly Collection[];
  /** Index of the path segment that holds the id. */
  at: number;
}

/** A path segment whose values no list of the interface gives, and the form that its values must have. */
export interface IdForm {
  /** Index of the segment; `openapi` and the version count. */
  at: number;
  form: RegExp;
}

/** How the operations of an interface work on collections. */
export interface Plan {
  /** By template of the list's path. */
  collections: ReadonlyMap<string, Collection>;
  roles: ReadonlyMap<Operation, Role>;
  /** The items that a path names: those of its own lists, outermost first, then those of others. */
  places: ReadonlyMap<Operation, readonly Role[]>;
  /** The forms that the other parameters of a path must have. */
  forms: ReadonlyMap<Operation, readonly IdForm[]>;
}

export type { StoredRow };

/** The rows of one collection: those of one site, or of one item of another collection. */
export interface Rows {
  /** Path without version; the key of the collection in the state. */
  key: string;
  collection: Collection;
  /** By id. */
  rows: Map<string, StoredRow>;
}

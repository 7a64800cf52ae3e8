import type { Operation, Schema } from "@omada-sdk/codegen/model";

/** Rows of one kind below a path, such as the LAN networks of a site. */
export interface Collection {
  /** Template of the list's path, without `/openapi/vN`. */
  path: string;
  /** Last segment of that path. */
  name: string;
  /** Name of the path parameter of an item. */
  param: string;
  /** Member of a row that holds its id. */
  idMember: string;
  idSchema: Schema;
  row: Schema;
  list: Operation;
}

/** What an operation does with a collection. */
export type RoleKind = "list" | "create" | "get" | "modify" | "delete" | "delete-many" | "modify-part";

export interface Role {
  kind: RoleKind;
  collection: Collection;
  /** Index of the path segment behind the collection's own path; there stands the id. */
  at: number;
}

/** How the operations of an interface work on collections. */
export interface Plan {
  /** By template of the list's path. */
  collections: ReadonlyMap<string, Collection>;
  roles: ReadonlyMap<Operation, Role>;
  /** The items that a path names, outermost first. */
  places: ReadonlyMap<Operation, readonly Role[]>;
}

/** A stored row, its id included. */
export type StoredRow = Record<string, unknown>;

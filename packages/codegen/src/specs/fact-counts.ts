import { type ApiModel, type Schema, walkModel } from "@omada-sdk/model";

/** Counts of what was mined; a sudden drop means that the vendor changed a convention. */
export interface FactCounts {
  errorCodeOperations: number;
  errorCodes: number;
  permissionOperations: number;
  permissionLabels: number;
  authorizationCodeOnly: number;
  integerValueTables: number;
  stringValueTables: number;
  ranges: number;
  lengths: number;
  units: number;
  conditions: number;
  formats: number;
  defaults: number;
  /** Members and parameters that the document marks as deprecated. */
  deprecated: number;
  searchParameters: number;
  filterParameters: number;
}

/** Counts the facts of a model: operations by their lists, fields wherever a schema or parameter holds them. */
export function countFacts(model: ApiModel): FactCounts {
  const nodes = [...walkModel(model)].map(([schema]) => schema);
  const has = (key: keyof Schema, type?: string[]): number =>
    nodes.filter((node) => node[key] !== undefined && (type === undefined || type.includes(node.type ?? "")))
      .length;
  const { operations } = model;
  const parameters = operations.flatMap((operation) => operation.parameters);
  return {
    errorCodeOperations: operations.filter(({ errorCodes }) => errorCodes.length > 0).length,
    errorCodes: new Set(operations.flatMap(({ errorCodes }) => errorCodes)).size,
    permissionOperations: operations.filter(({ permissions }) => permissions.length > 0).length,
    permissionLabels: new Set(operations.flatMap(({ permissions }) => permissions)).size,
    authorizationCodeOnly: operations.filter(({ authorizationCodeOnly }) => authorizationCodeOnly).length,
    integerValueTables: has("x-omada-values", ["integer"]),
    stringValueTables: has("x-omada-values", ["string"]),
    ranges: has("x-omada-range"),
    lengths: has("x-omada-length"),
    units: has("x-omada-unit"),
    conditions: has("x-omada-conditions"),
    formats: has("x-omada-format"),
    defaults: has("x-omada-default"),
    deprecated: has("deprecated"),
    searchParameters: parameters.filter((each) => each["x-omada-search-fields"]).length,
    filterParameters: parameters.filter((each) => each["x-omada-filter-fields"]).length,
  };
}

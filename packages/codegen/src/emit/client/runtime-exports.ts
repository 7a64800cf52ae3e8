// What every entry of a client exports beside its operations, so that a program installs one package and imports from it. A
// package manager that hides what a program does not list itself (pnpm, Yarn PnP) would refuse the imports otherwise.

const GRANTS = 'export { authorizationCode, clientCredentials } from "@omada-sdk/auth";\n';

/** An index has no names of its own that those of the runtime could take the place of. */
export const RUNTIME_OF_INDEX = `${GRANTS}export * from "@omada-sdk/core";\n`;

/** Classes whose modules are loaded when the first error comes, unless a program names them. */
const ERRORS = ["OmadaApiError", "OmadaHttpError", "OmadaTlsError", "OmadaVersionError"];

const VALUES = [
  "createBatch",
  "createMspClient",
  "createSupportLog",
  "fetchControllerInfo",
  "findSiteByName",
  "isOmadaApiError",
  "isOmadaAuthError",
  "isOmadaConnectionError",
  "isOmadaError",
  "isOmadaHttpError",
  "isOmadaTimeoutError",
  "isOmadaTlsError",
  "isOmadaVersionError",
  "normalizeMac",
  "OmadaAuthError",
  "OmadaConnectionError",
  "OmadaError",
  "OmadaTimeoutError",
  "operationOf",
  "paginate",
  "sameMac",
  "withTimeout",
];

const TYPES = [
  "CallOptions",
  "Logger",
  "OmadaClient",
  "OmadaClientOptions",
  "OmadaDownload",
  "OmadaHooks",
  "PacingOptions",
  "Paginator",
  "RequestOptions",
  "RetryOptions",
  "RowOf",
  "TlsOptions",
];

/** The part of core for programs that call operations as functions. */
export const CONNECTION = "@omada-sdk/core/connection";

/** `device.js` exports the functions, `device.d.ts` the types, too. */
export const RUNTIME_OF_GROUP = runtimeOf("@omada-sdk/core", [...VALUES, ...ERRORS].sort(), TYPES);

/** The same for `connect.js`, without what a bundler would put into every bundle. */
export const RUNTIME_OF_CONNECT = runtimeOf(
  CONNECTION,
  ["bindOperation", ...VALUES],
  ["OmadaConnection", "OperationFunction", ...TYPES],
);

function runtimeOf(from: string, values: readonly string[], types: readonly string[]) {
  const js = `${GRANTS}export { ${values.join(", ")} } from "${from}";\n`;
  return { js, dts: `${js}export type { ${types.join(", ")} } from "@omada-sdk/core";\n` };
}

/**
 * The types of a group's bodies, rows and results. A type that is called like something above is hidden by it, which
 * TypeScript would refuse for two `export *`.
 * @param from the module with the group's types
 */
export function groupTypes(from: string): string {
  return `export type * from ${JSON.stringify(from)};\n`;
}

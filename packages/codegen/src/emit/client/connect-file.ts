import { CONNECTION, RUNTIME_OF_CONNECT } from "./runtime-exports.js";

/** `connect.js`: connects for operations that are functions, without the table of any group. */
export const CONNECT = {
  js:
    `import { openConnection } from "${CONNECTION}";\nimport { snapshot } from "./snapshot.js";\n` +
    RUNTIME_OF_CONNECT.js +
    "export const connect = (options) => openConnection(options, snapshot);\n",
  dts:
    'import type { ClientFor, GrantKind, OmadaAuth, OmadaClientOptions, OmadaConnection } from "@omada-sdk/core";\n' +
    RUNTIME_OF_CONNECT.dts +
    "/** Connects to a controller for the operations that the entries `<group>/operations` have as functions. */\n" +
    "export declare function connect<Kind extends GrantKind>(options: OmadaClientOptions & { auth: OmadaAuth<Kind> }): " +
    "Promise<ClientFor<Kind, OmadaConnection<false>, OmadaConnection<true>>>;\n",
};

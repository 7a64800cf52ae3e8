// Modules of undici without declarations; undici.ts gives them the types of the package.
declare module "undici/lib/api/api-request.js" {
  const request: unknown;
  export default request;
}
declare module "undici/lib/core/connect.js" {
  const buildConnector: unknown;
  export default buildConnector;
}
declare module "undici/lib/dispatcher/agent.js" {
  const Agent: unknown;
  export default Agent;
}
declare module "undici/lib/web/fetch/formdata.js" {
  const formData: { readonly FormData: unknown };
  export default formData;
}

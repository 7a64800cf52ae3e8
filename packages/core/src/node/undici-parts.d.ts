// Parts of undici that have no declarations of their own; undici.ts gives them those of the whole.
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

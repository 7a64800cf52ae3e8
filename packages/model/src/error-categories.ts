/** What the categories of error codes mean, in the order in which tables have them. */
export const ERROR_CATEGORIES: Readonly<Record<string, string>> = {
  auth: "the token or the session is not accepted",
  permission: "the application may not do this",
  busy: "the controller or a device is busy",
  "not-found": "something that the request names does not exist",
  limit: "a limit is reached",
  invalid: "the request is wrong",
  unsupported: "the controller or a device cannot do this",
  conflict: "something that exists is in the way",
  failed: "it was tried and failed",
};

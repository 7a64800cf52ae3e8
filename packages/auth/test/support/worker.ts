// A process of its own: gets a token and prints it; on a signal to go on, invalidates it and prints the next one.
import { createInterface } from "node:readline";
import { authorizationCode, clientCredentials } from "../../src/index.js";
import { fileTokenStore } from "../../src/node/index.js";

const lines = createInterface(process.stdin)[Symbol.asyncIterator]();
const { origin, omadacId, folder, grant, ...application } = JSON.parse((await lines.next()).value);
const make = grant === "client-credentials" ? clientCredentials : authorizationCode;
const auth = make({ ...application, store: fileTokenStore(folder) });
const context = { origin, omadacId, fetch };

const headers = await auth.authorize(context);
console.log(headers.Authorization);
await lines.next();
auth.invalidate({ errorCode: -44113 }, headers);
console.log((await auth.authorize(context)).Authorization);
process.exit();

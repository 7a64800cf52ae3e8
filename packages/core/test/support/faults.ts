import type { ServerResponse } from "node:http";
import { envelope, type Handler } from "./controller.js";

/** Something a controller, or what stands in front of it, does instead of answering. */
export type Fault = (response: ServerResponse) => void;

/** HTTP status with a body of its own. */
export const status =
  (code: number, body = "", headers: Record<string, string> = {}): Fault =>
  (response) =>
    void response.writeHead(code, headers).end(body);

/** An envelope with an errorCode. */
export const code =
  (errorCode: number, status = 200): Fault =>
  (response) => {
    response.statusCode = status;
    envelope(response, undefined, errorCode);
  };

/** The error page of a proxy. */
export const proxyPage = (code: number): Fault =>
  status(code, `<html><h1>${code}</h1></html>`, { "content-type": "text/html" });

/** Closes the connection instead of answering. */
export const hangUp: Fault = (response) => void response.destroy();

/** Announces more than it sends, then closes the connection. */
export const halfBody: Fault = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"errorCode":0,"res', () => response.destroy());
};

/** Sends the beginning of an answer, and never the rest. */
export const slowBody: Fault = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"errorCode":0,');
};

/** Never answers. */
export const silence: Fault = () => undefined;

/** Commits the faults one after the other, then answers every request with its method. */
export function after(...faults: Fault[]): Handler {
  const left = [...faults];
  return (request, response) => {
    const fault = left.shift();
    if (fault) fault(response);
    else envelope(response, request.method);
  };
}

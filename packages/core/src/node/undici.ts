/// <reference path="./undici-parts.d.ts" />
/**
 * The modules of undici that core uses. Importing the whole package makes its agent the one of the built-in `fetch`, for
 * the whole process; these modules change nothing, and load in half the time. The version is pinned because their paths
 * may change.
 */
import type * as Undici from "undici";
import request from "undici/lib/api/api-request.js";
import connect from "undici/lib/core/connect.js";
import agent from "undici/lib/dispatcher/agent.js";
import formData from "undici/lib/web/fetch/formdata.js";

export const Agent = agent as typeof Undici.Agent;
export const buildConnector = connect as typeof Undici.buildConnector;
export const FormData = formData.FormData as typeof Undici.FormData;

type Request = Undici.Dispatcher["request"];

/** Sends a request through an agent. */
export function requestThrough(
  dispatcher: Undici.Dispatcher,
  options: Undici.Dispatcher.RequestOptions,
): Promise<Undici.Dispatcher.ResponseData> {
  return (request as Request).call(dispatcher, options) as Promise<Undici.Dispatcher.ResponseData>;
}

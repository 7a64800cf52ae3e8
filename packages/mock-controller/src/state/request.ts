import type { Operation } from "@omada-sdk/codegen/model";
import type { Answer } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import type { Target } from "../server/check-target.js";
import type { Controller } from "./controller.js";

/** A checked request of an operation, with what its path names. */
export interface Request extends Target {
  operation: Operation;
  params: Readonly<Record<string, string>>;
  call: Call;
  /** The JSON body; undefined when there is none. */
  body: unknown;
  /** Answers another call as if it had come by itself, with the checks and the token of this one. */
  dispatch: (call: Call) => Answer;
}

/** Answers one operation. */
export type Handler = (controller: Controller, request: Request) => Answer;

/** Members by the names that the Open API gives them. */
export type Members = Readonly<Record<string, unknown>>;

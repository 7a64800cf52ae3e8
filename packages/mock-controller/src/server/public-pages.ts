import { type Answer, empty, html, json, unknownController } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import type { Controller } from "../state/controller.js";

const PAGES = new Set(["", "login", "doc.html", "swagger-ui/index.html"]);

/** Answers what needs no token: `/api/info`, `/{omadacId}/api/info`, and the web pages. */
export function servePublicPages(controller: Controller, call: Call): Answer | undefined {
  const { segments, method } = call;
  if (segments[0] === "openapi") return undefined;
  const path = segments.join("/");
  if (path === "api/info") return method === "GET" ? info(controller) : empty(404);
  if (segments.length === 3 && path.endsWith("/api/info")) return scopedInfo(controller, call);
  if (method !== "GET") return undefined;
  const [first, second] = segments;
  const isLogin = segments.length === 2 && first === controller.credentials.omadacId && second === "login";
  return PAGES.has(path) || isLogin ? html("Mock controller") : undefined;
}

function scopedInfo(controller: Controller, call: Call): Answer {
  if (!controller.profile.info || call.method !== "GET") return empty(404);
  return call.segments[0] === controller.credentials.omadacId ? info(controller) : unknownController();
}

/** A cloud host does not serve it: 404 with an empty body (observed). */
function info({ profile, credentials }: Controller): Answer {
  if (!profile.info) return empty(404);
  const result = { ...profile.info, omadacId: credentials.omadacId };
  return { ...json({ errorCode: 0, msg: "Success.", result }), errorCode: 0 };
}

import { EVIDENCE, type QuirkEvidence } from "../profiles/evidence.js";
import type { Quirks as ApiQuirks } from "../profiles/types.js";
import { WEB_EVIDENCE, type WebQuirks } from "./web.js";

/** Behaviour that differs between controllers, or that sources disagree about. Every member can be overridden. */
export interface Quirks extends ApiQuirks, WebQuirks {}

/** Where the values of the profiles come from. */
export const QUIRK_EVIDENCE: Readonly<Record<keyof Quirks, QuirkEvidence>> = { ...EVIDENCE, ...WEB_EVIDENCE };

import type { Envelope } from "../answer/envelope.js";
import { type ControllerInfo, readControllerInfo } from "../discover/controller-info.js";
import type { Transport } from "../transport/transport.js";
import { loadCodesFor } from "./codes.js";
import type { HintContext } from "./hints.js";

const UNKNOWN_ID = -7131;
/** A hint is not worth waiting longer for. */
const PATIENCE_MS = 3000;

const looking = new WeakMap<Transport, Promise<ControllerInfo | undefined>>();

/**
 * Gathers what explains an error before it is thrown: names of rarer codes, and for -7131 what the controller says about
 * itself by now. Never rejects.
 * @param context what is known without asking
 */
export async function lookUp(
  { errorCode }: Envelope,
  transport: Transport,
  context: HintContext,
): Promise<HintContext> {
  const code = Number(errorCode);
  await loadCodesFor(code);
  // Without an id the host is a cloud one, or does not answer /api/info at all.
  if (code !== UNKNOWN_ID || context.reportedId === undefined) return context;
  const info = await look(transport);
  if (!info) return context;
  return { ...context, reportedId: info.omadacId, formerId: context.reportedId, mspMode: info.mspMode };
}

/** Asks once for all calls that fail at the same time. */
function look(transport: Transport): Promise<ControllerInfo | undefined> {
  let info = looking.get(transport);
  if (!info) {
    info = readControllerInfo({ ...transport, retrier: undefined }, AbortSignal.timeout(PATIENCE_MS))
      .catch(() => undefined)
      .finally(() => looking.delete(transport));
    looking.set(transport, info);
  }
  return info;
}

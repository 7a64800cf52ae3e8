import { OmadaError } from "@omada-sdk/auth";

/** From the first call of a client to its end. */
export interface Lifetime {
  /** @throws OmadaError when the client was closed */
  check(): void;
  /** Notes that a call begins. */
  begin(): void;
  /** Notes that a call is over. */
  end(): void;
  /** Lets nothing begin any more, waits for what is under way and closes the connections; once, however often called. */
  close(): Promise<void>;
}

/** @param closeConnections called once, when nothing is under way any more */
export function createLifetime(closeConnections: () => Promise<void>): Lifetime {
  let running = 0;
  let closing: Promise<void> | undefined;
  let onIdle: (() => void) | undefined;
  const idle = async () => {
    if (running > 0)
      await new Promise<void>((resolve) => {
        onIdle = resolve;
      });
    await closeConnections();
  };
  return {
    check() {
      if (closing) throw new OmadaError("The client was closed.");
    },
    begin() {
      running++;
    },
    end() {
      if (--running === 0) onIdle?.();
    },
    close() {
      closing ??= idle();
      return closing;
    },
  };
}

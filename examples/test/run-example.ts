import type { RunningMockController } from "@omada-sdk/mock-controller";
import { vi } from "vitest";

/** The environment that the examples read, for a simulated controller. */
export function environmentOf(controller: RunningMockController): Record<string, string> {
  return {
    OMADA_URL: controller.url,
    OMADA_CLIENT_ID: controller.credentials.clientId,
    OMADA_CLIENT_SECRET: controller.credentials.clientSecret,
    OMADA_FINGERPRINT: controller.fingerprint256,
    OMADA_MSP_ID: controller.credentials.omadacId,
  };
}

/** Runs an example from its first line to its last and returns the lines that it prints. */
export async function runExample(
  load: () => Promise<unknown>,
  environment: Record<string, string>,
): Promise<string[]> {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    await load();
    return log.mock.calls.map(([line]) => `${line}`);
  } finally {
    vi.unstubAllEnvs();
    log.mockRestore();
  }
}

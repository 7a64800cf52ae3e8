import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSnapshot } from "@omada-sdk/codegen";
import {
  type MockOptions,
  type RunningMockController,
  startMockController,
} from "@omada-sdk/mock-controller";
import { SPECS } from "../omada.js";

/** The address and the certificate that sessions show. */
const ADDRESS = "https://192.168.0.2:8043";
const FINGERPRINT = "AB:CD:...";
/** The time on every simulated controller. */
const NOW = Date.UTC(2026, 6, 7, 12);

/** What stands for what while a session is played: `shown` in the README, `real` in the command and its output. */
export interface Replacement {
  shown: string;
  real: string;
}

/** What the commands of one session find. */
export interface Scene {
  replacements: Replacement[];
  env?: Readonly<Record<string, string>>;
  /** Options of its commands that the README does not show, as they are only needed on this stage. */
  options?: readonly string[];
}

/** What sessions share: a folder, and one controller at a time, at the same address. */
export class Stage {
  readonly #folder: string;
  #controller: RunningMockController | undefined;
  #key = "";

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Runs something on a stage, which is removed afterwards. */
  static async with<T>(use: (stage: Stage) => Promise<T>): Promise<T> {
    const stage = new Stage(await mkdtemp(join(tmpdir(), "omada-session-")));
    try {
      return await use(stage);
    } finally {
      await stage.#controller?.close();
      await rm(stage.#folder, { recursive: true, force: true });
    }
  }

  /**
   * The scene of a controller that was restarted if it was another one before.
   * @param tags of the operations that it has, all by default; few make it quick to pull
   */
  async controller(profile: MockOptions["profile"], tags?: readonly string[]): Promise<Scene> {
    const key = JSON.stringify([profile, tags]);
    if (key !== this.#key || !this.#controller) {
      const port = Number(new URL(this.#controller?.url ?? "https://127.0.0.1:0").port);
      await this.#controller?.close();
      const model = tags && (await partOf(profile, tags));
      this.#controller = await startMockController({ profile, port, model, now: () => NOW });
      this.#key = key;
    }
    const { url, fingerprint256 } = this.#controller;
    const port = `port ${new URL(url).port}`;
    const replacements = [
      { shown: ADDRESS, real: url },
      { shown: FINGERPRINT, real: fingerprint256 },
      { shown: `port ${new URL(ADDRESS).port}`, real: port },
      { shown: "src/omada", real: join(this.#folder, "src/omada") },
    ];
    // A controller of few tags looks like one that lost most of its operations.
    const options = tags ? ["--allow-drop"] : [];
    return { replacements, env: { XDG_CONFIG_HOME: this.#folder }, options };
  }

  /** The scene of a controller whose certificate and credentials the environment has. */
  async accessible(profile: MockOptions["profile"]): Promise<Scene> {
    const { replacements, env } = await this.controller(profile);
    const { credentials, fingerprint256, url } = this.#controller as RunningMockController;
    const access = {
      OMADA_URL: url,
      OMADA_CLIENT_ID: credentials.clientId,
      OMADA_CLIENT_SECRET: credentials.clientSecret,
      OMADA_FINGERPRINT: fingerprint256,
    };
    return { replacements, env: { ...env, ...access } };
  }
}

/** A snapshot with the operations of some tags only. */
async function partOf(profile: MockOptions["profile"], tags: readonly string[]) {
  const model = await readSnapshot(SPECS, profile);
  const operations = model.operations.filter(({ name }) => tags.includes(name.split(".")[0] ?? ""));
  return { ...model, operations };
}

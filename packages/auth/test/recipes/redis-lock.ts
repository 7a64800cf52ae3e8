import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { TokenLock } from "@omada-sdk/auth";

/** What it needs of a client of the `redis` package. */
interface Redis {
  set(key: string, value: string, options: { NX: true; PX: number }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

const RELEASE =
  'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0';

/** @param holdMs longer than a token request takes at worst; a crashed holder blocks the others for as long */
export function redisLock(redis: Redis, holdMs = 90_000): TokenLock {
  return async (key, task, signal) => {
    const name = `lock:${key}`;
    const mine = randomUUID();
    while (!(await redis.set(name, mine, { NX: true, PX: holdMs }))) {
      signal.throwIfAborted();
      await sleep(50 + Math.random() * 50);
    }
    try {
      return await task();
    } finally {
      await redis.eval(RELEASE, { keys: [name], arguments: [mine] });
    }
  };
}

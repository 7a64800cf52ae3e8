import { randomUUID } from "node:crypto";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { filePinStore, openSupportLog } from "../src/node/index.js";

const posix = process.platform !== "win32";
const ORIGIN = "https://192.0.2.1:8043";
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "omada-own-"));
  onTestFinished(() => rm(folder, { recursive: true }));
});
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe.runIf(posix)("the file of pins", () => {
  it("and its folder are their owner's only, whatever is usual for new ones", async () => {
    const umask = process.umask(0);
    try {
      await filePinStore(join(folder, "new", "pins.json")).add(ORIGIN, "AA");
    } finally {
      process.umask(umask);
    }
    expect(await modeOf(join(folder, "new"))).toBe(0o700);
    expect(await modeOf(join(folder, "new", "pins.json"))).toBe(0o600);
  });

  it("is refused when it is a link, whose target is neither read nor written", async () => {
    const target = join(folder, "target.json");
    const text = JSON.stringify({ [ORIGIN]: "of the attacker" });
    await writeFile(target, text);
    await symlink(target, join(folder, "pins.json"));
    const pins = filePinStore(join(folder, "pins.json"));
    await expect(pins.get(ORIGIN)).rejects.toThrow("is a symbolic link");
    await expect(pins.add(ORIGIN, "AA")).rejects.toThrow("is a symbolic link");
    expect(await readFile(target, "utf8")).toBe(text);
  });

  it("leaves no drafts of processes that died, and leaves other files alone", async () => {
    await writeFile(join(folder, `pins.json.${randomUUID()}.tmp`), "{");
    await writeFile(join(folder, "pins.json.notes.tmp"), "");
    await filePinStore(join(folder, "pins.json")).add(ORIGIN, "AA");
    expect((await readdir(folder)).sort()).toEqual(["pins.json", "pins.json.notes.tmp"]);
  });

  it("is not blocked by a dangling link in the place of its lock", async () => {
    await symlink(join(folder, "nowhere"), join(folder, "pins.json.lock"));
    expect(await filePinStore(join(folder, "pins.json")).add(ORIGIN, "AA")).toBe("AA");
  }, 30_000);
});

describe.runIf(posix)("the file of a support log", () => {
  it("becomes its owner's only, even when it was there", async () => {
    const path = join(folder, "support.log");
    await writeFile(path, "");
    await chmod(path, 0o666);
    await openSupportLog(path).close();
    expect(await modeOf(path)).toBe(0o600);
    expect(await readFile(path, "utf8")).toContain('"event":"start"');
  });

  it("is neither a link's target nor a folder; close rejects", async () => {
    const target = join(folder, "target");
    await writeFile(target, "untouched");
    await symlink(target, join(folder, "link.log"));
    await symlink(join(folder, "nowhere"), join(folder, "dangling.log"));
    await mkdir(join(folder, "folder.log"));
    for (const name of ["link.log", "dangling.log", "folder.log"])
      await expect(openSupportLog(join(folder, name)).close()).rejects.toThrow(/ELOOP|EISDIR/);
    expect(await readFile(target, "utf8")).toBe("untouched");
    await expect(lstat(join(folder, "nowhere"))).rejects.toThrow("ENOENT");
  });
});

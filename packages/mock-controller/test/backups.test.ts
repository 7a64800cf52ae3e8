import { expect, it } from "vitest";
import { session } from "./support.js";

const START = 1_750_000_000_000;

it("backs up the controller and sites, and lists what it keeps", async () => {
  const s = await session({ profile: "6.2", now: () => START });
  const status = async (path: string) => (await s.envelope("GET", path)).result;
  const files = async (path: string) =>
    ((await s.envelope("GET", path)).result as { fileList: { backupTime: number }[] }).fileList;
  expect(await status("/maintenance/backup/result")).toEqual({ status: 0 });

  const body = { retainUser: true };
  expect(await s.envelope("POST", "/maintenance/backup/self-server", body)).toMatchObject({ errorCode: 0 });
  expect(await status("/maintenance/backup/result")).toEqual({ status: 1 });
  expect(await files("/maintenance/backup/files")).toEqual([]);
  const sites = { siteIds: [s.siteId] };
  await s.mock.clock.advance(20_000);
  expect(await status("/maintenance/backup/result")).toEqual({ status: 0 });
  expect(await files("/maintenance/backup/files")).toMatchObject([{ backupTime: START + 20_000 }]);

  await s.envelope("POST", "/sites/maintenance/multi-backup/self-server", sites);
  expect(await status(`/sites/${s.siteId}/backup/result`)).toEqual({ status: 1 });
  expect(await status("/maintenance/backup/result")).toEqual({ status: 0 });
  await s.mock.clock.advance(20_000);
  expect(await files(`/sites/${s.siteId}/maintenance/backup/files`)).toHaveLength(1);

  const serverConfig = { protocol: "SFTP", hostname: "files.test", port: 22 };
  const remote = { serverConfig, filePath: "/backups/tonight.cfg" };
  expect(await s.envelope("POST", "/maintenance/backup/file-server", remote)).toMatchObject({ errorCode: 0 });
  await s.mock.clock.advance(20_000);
  expect(await files("/maintenance/backup/files")).toHaveLength(1);
  expect(s.mock.state.backups.at(-1)).toMatchObject({
    fileName: "/backups/tonight.cfg",
    sentTo: "files.test",
  });
});

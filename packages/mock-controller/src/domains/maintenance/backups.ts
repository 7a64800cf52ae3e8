import { success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Request } from "../../state/controller.js";
import { pushBounded } from "../../state/logs.js";
import type { Backup } from "../../state/types.js";

/** How long a backup takes, in milliseconds. Plausible, not measured. */
const BACKUP_MS = 20_000;
/** Values of `status` of a result. */
const STATUS = { over: 0, running: 1 } as const;

/** The backups of the controller, or those that a site is part of. */
function backupsOf({ state }: Controller, { site }: Request): Backup[] {
  return state.backups.filter(({ siteIds }) =>
    site ? siteIds?.includes(site.siteId) : siteIds === undefined,
  );
}

/** Starts a backup, of the sites that the body names or of the controller. */
const start: Handler = (controller, { body }) => {
  const { state, runtime } = controller;
  const { siteIds, filePath, serverConfig } = isRecord(body) ? body : {};
  const kind = siteIds === undefined ? "controller" : "sites";
  const sentTo = isRecord(serverConfig) ? `${serverConfig.hostname}` : undefined;
  pushBounded(state.backups, {
    fileName: sentTo === undefined ? `backup-${kind}-${state.backups.length + 1}.cfg` : `${filePath}`,
    siteIds: Array.isArray(siteIds) ? siteIds.map(String) : undefined,
    sentTo,
    size: JSON.stringify([...state.sites.values(), ...state.devices.values()]).length,
    doneAt: runtime.clock.now() + BACKUP_MS,
  });
  return success();
};

const result: Handler = (controller, request) => {
  const now = controller.runtime.clock.now();
  const running = backupsOf(controller, request).some(({ doneAt }) => doneAt > now);
  return success({ status: running ? STATUS.running : STATUS.over });
};

/** The files that the controller keeps; those on a file server are not listed. */
const files: Handler = (controller, request) => {
  const now = controller.runtime.clock.now();
  const kept = backupsOf(controller, request).filter(({ sentTo, doneAt }) => !sentTo && doneAt <= now);
  return success({
    fileList: kept.map(({ fileName, size, doneAt }) => ({ fileName, size, backupTime: doneAt })),
  });
};

export const backupHandlers: Readonly<Record<string, Handler>> = {
  "backupAndRestore.backupSelfServer": start,
  "backupAndRestore.backupFileServer": start,
  "backupAndRestore.backupSitesSelfServer": start,
  "backupAndRestore.backupSitesFileServer": start,
  "backupAndRestore.getBackupResult": result,
  "backupAndRestore.getSiteBackupResult": result,
  "backupAndRestore.getSelfServerFileList": files,
  "backupAndRestore.getSelfServerSiteFileList": files,
};

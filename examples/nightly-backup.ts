// Backs up the configuration of the controller; run it every night, for example with cron.
// No operation of the Open API downloads a backup: the controller sends the file to a file server of yours, or keeps it.
import { setTimeout as sleep } from "node:timers/promises";
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_FILE_SERVER, OMADA_FILE_USER, OMADA_FILE_PASSWORD, OMADA_POLL_MS = "5000" } = process.env;
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});

const DEFAULT_PORTS: Readonly<Record<string, number>> = { "ftp:": 21, "tftp:": 69 }; // SFTP and SCP: 22

if (OMADA_FILE_SERVER) {
  const { protocol, hostname, port, pathname } = new URL(OMADA_FILE_SERVER); // sftp://192.168.0.9:22/backups
  const serverConfig = {
    protocol: protocol.slice(0, -1).toUpperCase(), // "FTP", "SFTP", "TFTP" or "SCP"
    hostname,
    port: Number(port) || DEFAULT_PORTS[protocol] || 22,
    username: OMADA_FILE_USER,
    password: OMADA_FILE_PASSWORD,
  };
  const filePath = `${pathname.replace(/\/$/, "")}/omada-${new Date().toISOString().slice(0, 10)}.cfg`;
  await omada.backupAndRestore.backupFileServer({ body: { serverConfig, filePath, retainUser: true } });
  console.log(`the controller sends ${filePath} to ${hostname}`);
} else {
  await omada.backupAndRestore.backupSelfServer({ body: { retainUser: true } });
  console.log("the controller keeps the backup");
}

// Both answer before the backup is done. A failure is an error code of this operation: backupFailed (-30309).
const deadline = Date.now() + 600_000;
while ((await omada.backupAndRestore.getBackupResult()).status === 1) {
  if (Date.now() > deadline) throw new Error("The backup was not done after ten minutes.");
  await sleep(Number(OMADA_POLL_MS));
}
const { fileList = [] } = await omada.backupAndRestore.getSelfServerFileList();
for (const { fileName, backupTime, size } of fileList)
  console.log(`on the controller: ${fileName}, ${size} bytes, ${new Date(backupTime ?? 0).toISOString()}`);
console.log("the backup is done");

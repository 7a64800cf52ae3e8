import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A self-signed EC certificate for localhost, written with nothing but node:crypto. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
  /** Upper case with colons. */
  readonly fingerprint256: string;
}

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const time = (date: Date) =>
  der(0x18, Buffer.from(`${date.toISOString().replaceAll(/[-:T]|\.\d+/g, "")}`, "ascii"));

const ECDSA_WITH_SHA256 = sequence(oid("2a8648ce3d040302"));
const DAY = 86_400_000;

/**
 * @param names DNS names and IP addresses (as bytes) the certificate is for
 * @param end when its time is over; it began two days before
 */
export function createCertificate(
  names: { dns: string[]; ips: number[][] } = {
    dns: ["localhost"],
    ips: [
      [127, 0, 0, 1],
      [...Array(15).fill(0), 1],
    ],
  },
  end = new Date(Date.now() + DAY),
): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const subject = sequence(
    der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(names.dns[0] ?? "localhost")))),
  );
  const alternatives = [
    ...names.dns.map((name) => der(0x82, Buffer.from(name))),
    ...names.ips.map((ip) => der(0x87, Buffer.from(ip))),
  ];
  const basicConstraints = sequence(oid("551d13"), der(0x04, sequence()));
  const subjectAltName = sequence(oid("551d11"), der(0x04, sequence(...alternatives)));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    subject,
    sequence(time(new Date(end.getTime() - 2 * DAY)), time(end)),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(basicConstraints, subjectAltName)),
  );
  const signature = sign("sha256", body, privateKey);
  const bytes = sequence(body, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    fingerprint256: createHash("sha256")
      .update(bytes)
      .digest("hex")
      .toUpperCase()
      .replaceAll(/(..)(?!$)/g, "$1:"),
  };
}

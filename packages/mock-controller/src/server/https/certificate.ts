import { generateKeyPairSync, randomBytes, sign, X509Certificate } from "node:crypto";
import { bits, der, integer, octets, oid, sequence, set, text, utcTime } from "./der.js";

/** A self-signed certificate for the loopback names, and its key. */
export interface Certificate {
  /** PEM. Give it to a client as its trusted certificate. */
  cert: string;
  /** PEM. */
  key: string;
  /** SHA-256 of the certificate, upper-case hexadecimal with colons, as Node shows it. */
  fingerprint256: string;
}

const DAY = 86_400_000;
const ECDSA_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));

/** Makes an EC P-256 certificate for localhost, 127.0.0.1 and ::1, valid from yesterday for a year. */
export function makeCertificate(now: Date = new Date()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(set(sequence(oid("2.5.4.3"), text("localhost"))));
  const body = sequence(
    der(0xa0, integer(Uint8Array.of(2))),
    integer(Buffer.concat([Uint8Array.of(1), randomBytes(15)])),
    ECDSA_SHA256,
    name,
    sequence(utcTime(new Date(now.getTime() - DAY)), utcTime(new Date(now.getTime() + 365 * DAY))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions())),
  );
  const certificate = sequence(body, ECDSA_SHA256, bits(sign("sha256", body, privateKey)));
  const cert = pem(certificate);
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { cert, key, fingerprint256: new X509Certificate(cert).fingerprint256 };
}

/** Not a certificate authority (some clients refuse one as a server), for servers, with the loopback names. */
function extensions(): Uint8Array[] {
  const ipv6 = Uint8Array.from([...Array(15).fill(0), 1]);
  const names = sequence(
    der(0x82, Buffer.from("localhost")),
    der(0x87, Uint8Array.of(127, 0, 0, 1)),
    der(0x87, ipv6),
  );
  return [
    critical("2.5.29.19", sequence()),
    critical("2.5.29.15", bits(Uint8Array.of(0x80), 7)),
    sequence(oid("2.5.29.37"), octets(sequence(oid("1.3.6.1.5.5.7.3.1")))),
    sequence(oid("2.5.29.17"), octets(names)),
  ];
}

function critical(id: string, value: Uint8Array): Uint8Array {
  return sequence(oid(id), der(0x01, Uint8Array.of(0xff)), octets(value));
}

function pem(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

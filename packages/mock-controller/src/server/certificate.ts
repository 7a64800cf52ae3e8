import { generateKeyPairSync, randomBytes, sign, X509Certificate } from "node:crypto";

/** A DER element: tag, length, content. */
function der(tag: number, ...content: Uint8Array[]): Uint8Array {
  const body = Buffer.concat(content);
  const length =
    body.length < 128 ? [body.length] : [0x80 + bytesOf(body.length).length, ...bytesOf(body.length)];
  return Buffer.concat([Uint8Array.of(tag, ...length), body]);
}

function bytesOf(value: number): number[] {
  return value < 256 ? [value] : [...bytesOf(value >>> 8), value & 0xff];
}

const sequence = (...content: Uint8Array[]): Uint8Array => der(0x30, ...content);
const set = (...content: Uint8Array[]): Uint8Array => der(0x31, ...content);
const octets = (content: Uint8Array): Uint8Array => der(0x04, content);
const text = (value: string): Uint8Array => der(0x0c, Buffer.from(value));

/** A non-negative whole number; a leading zero keeps it positive. */
function integer(value: Uint8Array): Uint8Array {
  return der(0x02, ...((value[0] ?? 0) > 127 ? [Uint8Array.of(0)] : []), value);
}

function bits(content: Uint8Array, unused = 0): Uint8Array {
  return der(0x03, Uint8Array.of(unused), content);
}

/** An object identifier from its dotted form. */
function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** A time up to 2049, to the second. */
function utcTime(time: Date): Uint8Array {
  return der(0x17, Buffer.from(`${time.toISOString().replaceAll(/[-:T]/g, "").slice(2, 14)}Z`));
}

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

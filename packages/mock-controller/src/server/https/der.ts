/** A DER element: tag, length, content. */
export function der(tag: number, ...content: Uint8Array[]): Uint8Array {
  const body = Buffer.concat(content);
  const length =
    body.length < 128 ? [body.length] : [0x80 + bytesOf(body.length).length, ...bytesOf(body.length)];
  return Buffer.concat([Uint8Array.of(tag, ...length), body]);
}

function bytesOf(value: number): number[] {
  return value < 256 ? [value] : [...bytesOf(value >>> 8), value & 0xff];
}

export const sequence = (...content: Uint8Array[]): Uint8Array => der(0x30, ...content);
export const set = (...content: Uint8Array[]): Uint8Array => der(0x31, ...content);
export const octets = (content: Uint8Array): Uint8Array => der(0x04, content);
export const text = (value: string): Uint8Array => der(0x0c, Buffer.from(value));

/** A non-negative whole number; a leading zero keeps it positive. */
export function integer(value: Uint8Array): Uint8Array {
  return der(0x02, ...((value[0] ?? 0) > 127 ? [Uint8Array.of(0)] : []), value);
}

export function bits(content: Uint8Array, unused = 0): Uint8Array {
  return der(0x03, Uint8Array.of(unused), content);
}

/** An object identifier from its dotted form. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** A time up to 2049, to the second. */
export function utcTime(time: Date): Uint8Array {
  return der(0x17, Buffer.from(`${time.toISOString().replaceAll(/[-:T]/g, "").slice(2, 14)}Z`));
}

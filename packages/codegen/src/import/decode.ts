import { ImportError } from "../files/input-error.js";

/** First bytes of files that are not UTF-8 text, with what to do about them. */
const PACKED: readonly { magic: readonly number[]; problem: string }[] = [
  { magic: [0x1f, 0x8b], problem: "is packed with gzip; unpack it first" },
  { magic: [0x50, 0x4b, 0x03, 0x04], problem: "is a zip archive; unpack it first" },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], problem: "is packed with zstd; unpack it first" },
  { magic: [0xff, 0xfe], problem: "is UTF-16 text; save it as UTF-8" },
  { magic: [0xfe, 0xff], problem: "is UTF-16 text; save it as UTF-8" },
  { magic: [0x7b, 0x00], problem: "is UTF-16 text; save it as UTF-8" },
  { magic: [0x00, 0x7b], problem: "is UTF-16 text; save it as UTF-8" },
  { magic: [0x00, 0x00], problem: "is no UTF-8 text; save it as UTF-8, or pull it again" },
];

/**
 * The text of a document, without a byte order mark.
 * @throws ImportError for what is no UTF-8, naming what it is instead where that is known
 */
export function decodeDocument(bytes: Uint8Array, file: string): string {
  const packed = PACKED.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  if (packed) throw new ImportError(`${file} ${packed.problem}`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ImportError(
      `${file} is not valid UTF-8 (near byte ${firstInvalid(bytes)}); ` +
        "it was damaged or saved in another encoding: pull it again",
    );
  }
}

/** Number of bytes before the first wrong character. */
function firstInvalid(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isBeginning(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function isBeginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

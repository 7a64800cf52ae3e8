import { printable } from "./terminal.js";

/** How messages for programs call things, and how the command line does. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/, which is what limits\.\w+ allows/g, ", which is the limit"],
  [/ \(maxBytes\)/g, ""],
  [/pin it with tls: \{ fingerprint256 \}, or set allowHostMismatch beside ca/g, "pin it with --fingerprint"],
  [
    /on Node accept it with tls: \{ fingerprint256 \} or tls: \{ ca \}, or with createNodeFetch of @omada-sdk\/core\/node/g,
    "omada doctor shows its fingerprint; compare it with the controller's, then pass --fingerprint",
  ],
  [/(?<!<)\bbaseUrl\b/g, "<baseUrl>"],
  [/, or set allowHttp\b/g, ""],
  [/\bfingerprint256\b/g, "--fingerprint"],
  [/^lies is\b/g, "--lie is"],
  [/^controllerVersion is\b/g, "--controller-version is"],
];

/** Why a command failed, in the words of the command line; lines but the first are indented, so that none passes for a message of its own. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const shown = WORDS.reduce((text, [pattern, word]) => text.replace(pattern, word), message);
  return shown.split("\n").map(printable).join("\n  ");
}

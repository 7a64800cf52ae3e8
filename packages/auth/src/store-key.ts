/** Makes a name for a token that tells nothing: 40 digits of a SHA-256, over 120 bits. */
export async function digest(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return new Uint8Array(hash).join("").slice(0, 40);
}

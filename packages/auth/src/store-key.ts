/** Makes a name for a token that tells nothing: a SHA-256, in letters and digits. */
export async function digest(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return btoa(String.fromCharCode(...new Uint8Array(hash))).replace(/\W/g, "");
}

/** The id that the address names; as it stands there if it is no text in percent signs. */
export function targetId(): string {
  const text = location.hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Major and minor number of "5.15.24.19" or "6.2"; undefined when the text does not start like a version. */
export function parseVersion(text: string): { major: number; minor: number } | undefined {
  const match = /^v?(\d+)\.(\d+)/i.exec(text.trim());
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

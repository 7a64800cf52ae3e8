/** Media type of a response in lower case without parameters; "" when the header is absent. */
export function mediaType(headers: Headers): string {
  const header = headers.get("content-type");
  if (header === null) return "";
  const end = header.indexOf(";");
  return (end < 0 ? header : header.slice(0, end)).trim().toLowerCase();
}

/**
 * Whether a body is text that may be an envelope. Attachments and `text/csv` count as files although they may be
 * text.
 */
export function isText(type: string, headers: Headers): boolean {
  const disposition = headers.get("content-disposition");
  if (type === "text/csv" || (disposition !== null && /^\s*attachment/i.test(disposition))) return false;
  return type === "" || type === "*/*" || type.startsWith("text/") || /[/+](json|xml)$/.test(type);
}

/** Whether a response is a web page, such as the login page of a session that ended. */
export function looksLikeHtml(type: string, text: string): boolean {
  return type === "text/html" ? text.trim() !== "" : /^\s*<(!doctype|html)/i.test(text);
}

/** File name in a Content-Disposition header, without folders. */
export function dispositionName(headers: Headers): string | undefined {
  const header = headers.get("content-disposition") ?? "";
  const extended = /filename\*\s*=\s*[\w-]*'[^']*'([^;\s]+)/i.exec(header)?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(header);
  const name = extended === undefined ? (plain?.[1] ?? plain?.[2]) : decode(extended);
  return name?.replace(/^.*[\\/]/s, "") || undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Tells whether an answer is a web page, such as the login page of a session that ended. */
export function looksLikeHtml(type: string, text: string): boolean {
  return type === "text/html" ? text.trim() !== "" : /^\s*<(!doctype|html)/i.test(text);
}

import { OmadaError } from "@omada-sdk/auth";

/**
 * Turns the fields of an upload into multipart form data: blobs and files as they are, arrays repeated, objects as JSON.
 * @throws OmadaError when the body is not an object of fields
 */
export function toFormData(body: unknown): FormData {
  if (body instanceof FormData) return body;
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new OmadaError("The body of an upload is an object with one member per form field.");
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const item of Array.isArray(value) ? value : [value]) appendField(form, name, item);
  }
  return form;
}

function appendField(form: FormData, name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (value instanceof Blob) form.append(name, value);
  else if (typeof value === "object") form.append(name, JSON.stringify(value));
  else form.append(name, String(value));
}

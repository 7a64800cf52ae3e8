const CLOUD_HOST = /(^|\.)tplinkcloud\.com$/i;

/** Whether an origin is one of TP-Link's cloud hosts, which do not serve `/api/info`. */
export function isCloudOrigin(origin: string): boolean {
  return URL.canParse(origin) && CLOUD_HOST.test(new URL(origin).hostname);
}

/** A host that is no page of the cloud, and a port that is not known for something else than the API. */
const USUAL = /^https:\/\/(?!.*tplinkcloud)[\w.-]+(?::(?!(?:80|8088|8843)\/?$)[1-9]\d{0,4})?\/?$/i;

/**
 * The origin of a base URL. What `readOrigin` knows about wrong ones is loaded for those that are not of the usual form.
 * @throws OmadaError saying what to write instead
 */
export async function originOf(baseUrl: string, allowHttp: boolean | undefined): Promise<string> {
  if (typeof baseUrl === "string" && USUAL.test(baseUrl) && URL.canParse(baseUrl))
    return new URL(baseUrl).origin;
  const { readOrigin } = await import("./base-url.js");
  return readOrigin(baseUrl, allowHttp);
}

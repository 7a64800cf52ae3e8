import { Option } from "@commander-js/extra-typings";

/** Options of every command that talks to a controller. */
export const fingerprintOption = () =>
  new Option(
    "--fingerprint <sha256>",
    "accept exactly this certificate, for controllers with one of their own",
  ).conflicts("insecure");
export const insecureOption = () => new Option("--insecure", "accept any certificate");

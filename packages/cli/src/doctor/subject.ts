/** The controller to look at, and how. */
export interface Subject {
  /** Scheme, host and port. */
  readonly origin: string;
  /** What followed them in the address that was typed: the path of a request to be explained. */
  readonly request: { readonly path: string; readonly hasPage: boolean } | undefined;
  readonly fingerprint: string | undefined;
  readonly insecure: boolean;
  readonly credentials: { readonly clientId: string; readonly clientSecret: string } | undefined;
  /** The id that was given; the controller reports its own. */
  readonly omadacId: string | undefined;
  /** Folder of the snapshots; by default those that come with the package. */
  readonly specs: string | undefined;
  readonly ports: Ports;
  /** Milliseconds that each request may take. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Where controllers listen. */
export interface Ports {
  /** Management of hardware controllers, with the Open API. */
  readonly hardware: number;
  /** Management of software controllers, with the Open API. Hardware ones of 6.1 and later serve firmware to devices here. */
  readonly software: number;
  /** The guest portal. */
  readonly portal: number;
}

/** As the vendor documents them; all of them can be changed in the settings of a controller. */
export const DOCUMENTED_PORTS: Ports = { hardware: 443, software: 8043, portal: 8843 };

/** The command that looks at a controller, for the user to type. */
export function doctorCommand(origin: string, option = ""): string {
  return `omada doctor ${origin}${option && ` ${option}`}`;
}

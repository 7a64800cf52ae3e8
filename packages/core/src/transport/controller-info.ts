/** What a controller says about itself in `/api/info`; members beside the first two depend on version and kind. */
export interface ControllerInfo {
  /** Such as "5.15.24.19". */
  readonly controllerVer: string;
  readonly omadacId: string;
  /** Generation of the web API, "3" from 5.0 to 6.3; unrelated to the versions in Open API paths. */
  readonly apiVer?: string;
  /** False on a controller that was not set up yet. */
  readonly configured?: boolean;
  /** 1 software controller, 10 OC200, 11 OC300 (observed); others exist. */
  readonly type?: number;
  readonly supportApp?: boolean;
  readonly registeredRoot?: boolean;
  /** "advanced" on 5.15 and later. */
  readonly omadacCategory?: string;
  /** The controller is in MSP mode. */
  readonly mspMode?: boolean;
  readonly omadaCloudUrl?: string;
}

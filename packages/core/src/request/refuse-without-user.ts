import { type OmadaAuth, OmadaAuthError } from "@omada-sdk/auth";
import type { Operation } from "../operations/operation.js";

const AUTHORIZATION_CODE_ONLY = -44118;

/**
 * Keeps operations from being sent that only work on behalf of a user.
 * @throws OmadaAuthError with the code the controller would answer
 */
export function refuseWithoutUser({ name, authorizationCodeOnly }: Operation, auth: OmadaAuth): void {
  if (!authorizationCodeOnly || auth.kind !== "client-credentials") return;
  throw new OmadaAuthError(
    `${name} was not sent: it acts on behalf of a user, and client credentials do not.`,
    {
      code: AUTHORIZATION_CODE_ONLY,
      codeName: "authorizationCodeModeOnly",
      hint: "Create an Open API application in authorization code mode and connect with the authorization-code grant.",
    },
  );
}

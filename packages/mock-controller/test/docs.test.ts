import { expect, it } from "vitest";
import { profilePage } from "./profile-tables.js";

it("docs/profiles.md says what the profiles do", async () => {
  await expect(profilePage()).toMatchFileSnapshot("../docs/profiles.md");
});

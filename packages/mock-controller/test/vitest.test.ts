import { describe } from "vitest";
import { mockControllerTest } from "../src/vitest.js";

const test = mockControllerTest({ profile: "6.2", devices: 12, seed: 4 });

describe("the fixture for vitest", () => {
  const urls: string[] = [];

  test("gives a running controller", async ({ controller, expect }) => {
    urls.push(controller.url);
    expect(controller.state.devices.size).toBe(12 + 3);
    expect((await controller.fetch(`${controller.url}/api/info`)).status).toBe(200);
    expect(controller.requests).toHaveLength(1);
  });

  test("gives each test one of its own", async ({ controller, expect }) => {
    expect(controller.requests).toHaveLength(0);
    expect(urls).not.toContain(controller.url);
  });

  test("starts nothing for tests that do not ask", ({ expect }) => {
    expect(urls).toHaveLength(1);
  });
});

import { expect, it } from "vitest";
import { checkedInstance } from "../../../infra/settings/checked-instance.ts";

it("is the instance type of the catalog, and an internal error where the settings name none that it has", () => {
  expect(checkedInstance({ instance: "g6e.12xlarge" }).name).toBe("g6e.12xlarge");
  for (const instance of [undefined, "m5.large"]) expect(() => checkedInstance({ instance })).toThrow("settings were not checked");
});

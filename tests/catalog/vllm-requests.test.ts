import { expect, it } from "vitest";
import data from "../../catalog/data/vllm-requests.json" with { type: "json" };
import routes from "../../catalog/data/vllm-routes.json" with { type: "json" };
import { vllmRequestsSchema } from "../../catalog/vllm-requests.ts";
import { vllmRoutesSchema } from "../../catalog/vllm-routes.ts";

it("the fields are those of the release whose routes the catalog has, each once", () => {
  const { version, requests } = vllmRequestsSchema.parse(data);
  expect(version).toBe(vllmRoutesSchema.parse(routes).version);
  for (const fields of Object.values(requests)) expect(new Set(fields).size).toBe(fields.length);
});

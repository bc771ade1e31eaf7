import { expect, test } from "vitest";
import file from "../../catalog/data/vllm-routes.json" with { type: "json" };
import { vllmRoutes, vllmRoutesSchema } from "../../catalog/vllm-routes.ts";
import { allowedRoutes } from "../../charts/front-door/routes.ts";

test("vLLM's routes have source, date and release, and each path stands once", () => {
  expect(vllmRoutesSchema.parse(file)).toEqual(file);
  expect(new Set(vllmRoutes.map(({ path }) => path)).size).toBe(vllmRoutes.length);
});

test("what the front door allows exists in vLLM, with that method, and is three of more than seventy", () => {
  for (const { path, method } of allowedRoutes) expect(vllmRoutes).toContainEqual({ path, methods: [method] });
  expect(allowedRoutes).toHaveLength(3);
  expect(vllmRoutes.length).toBeGreaterThan(70);
});

test("what would hand over the engine is on the list", () => {
  const paths = vllmRoutes.map(({ path }) => path);
  for (const path of ["/collective_rpc", "/invocations", "/pause", "/update_weights", "/v1/load_lora_adapter", "/start_profile"])
    expect(paths).toContain(path);
});

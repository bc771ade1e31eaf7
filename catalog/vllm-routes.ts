import { z } from "zod";
import data from "./data/vllm-routes.json" with { type: "json" };
import { release, sourced } from "./sourced.ts";

/** One path that a release of vLLM declares, with its methods; `{name}` stands for one segment. */
const routeSchema = z.strictObject({
  path: z.string().startsWith("/"),
  methods: z.array(z.enum(["GET", "POST", "WEBSOCKET"])).min(1),
});

/** Every route of a release. */
export const vllmRoutesSchema = z.strictObject({ ...sourced, version: release, routes: z.array(routeSchema).min(1) });

export type VllmRoute = z.infer<typeof routeSchema>;

/** Everything that vLLM may answer to, by path: what a front door has to keep shut, but for what it allows. */
export const vllmRoutes: readonly VllmRoute[] = (data as z.infer<typeof vllmRoutesSchema>).routes;

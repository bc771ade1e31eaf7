import { z } from "zod";
import data from "./data/vllm-routes.json" with { type: "json" };
import { release, sourced } from "./sourced.ts";

/** One path that a release of vLLM declares, with its methods; `{name}` is one segment. */
const routeSchema = z.strictObject({
  path: z.string().startsWith("/"),
  methods: z.array(z.enum(["GET", "POST", "WEBSOCKET"])).min(1),
});

/** Every route of a release. */
export const vllmRoutesSchema = z.strictObject({ ...sourced, version: release, routes: z.array(routeSchema).min(1) });

export type VllmRoute = z.infer<typeof routeSchema>;

/** All paths that vLLM may serve: the front door must block each of them that it does not allow. */
export const vllmRoutes: readonly VllmRoute[] = (data as z.infer<typeof vllmRoutesSchema>).routes;

/** A way through the front door: one method on one path, byte for byte and without a query. */
export interface Route {
  /** Name in the audit log. */
  name: string;
  method: "GET" | "POST";
  path: string;
}

/** Everything that a client may ask of vLLM. Its other routes (some 75 in 0.33.0, see catalog/data/vllm-routes.json) answer 404. */
export const allowedRoutes: readonly Route[] = [
  { name: "chat-completions", method: "POST", path: "/v1/chat/completions" },
  { name: "completions", method: "POST", path: "/v1/completions" },
  { name: "models", method: "GET", path: "/v1/models" },
];

/** Name in the audit log of a request that no route allows. */
export const refusedRoute = "refused";

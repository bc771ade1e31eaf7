import type { NodeLayout } from "../../planner/vllm/layout.ts";

/** What `modelkeep plan` is told, as text. */
export interface PlanOptions {
  model?: string;
  context?: string;
  concurrency?: string;
  average?: string;
  tokensPerDay?: string;
  inputShare?: string;
  cachedShare?: string;
  utilization?: string;
  hoursPerDay?: string;
  firstToken?: string;
  perToken?: string;
  kvCacheDtype?: string;
  buy?: string;
  instance?: string;
  /** GPU of hardware that is there already, how many of it one node has, and what a node costs in a month. */
  gpu?: string;
  count?: string;
  usdMonth?: string;
  replicas?: string;
  variants?: boolean;
  speculation?: string;
  region?: string;
  zones?: string;
  tunnel?: boolean;
  runner?: boolean;
  prices?: string;
  json?: boolean;
  html?: string;
  config?: string;
  index?: string;
  stack?: string;
  /** Whether clients come over PrivateLink; no option says so, a stack does. */
  privateLink?: boolean;
  write?: string;
  /** `any` for each that vLLM runs, `usual` for what a keep does by itself. */
  layout?: string;
  /** The layout that a stack names, which is weighed alone; no option says so. */
  stackLayout?: NodeLayout;
  /** Folder of the Pulumi project, for `stack` and `write`. */
  cwd?: string;
}

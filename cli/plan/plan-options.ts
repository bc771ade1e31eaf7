import type { NodeLayout } from "../../planner/vllm/layout.ts";

/** Options of `modelkeep plan`, as text. */
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
  /** Existing hardware: its GPU, how many of them one node has, and what a node costs per month. */
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
  /** Which model and version of a stack's settings the plan is for, by the name of its Deployment; set by a stack. */
  server?: string;
  /** The other version of that model, which the plan leaves out, as a sentence; set by a stack. */
  otherVersion?: string;
  /** Whether clients connect over PrivateLink; set by a stack, there is no option for it. */
  privateLink?: boolean;
  write?: string;
  /** `any` for each that vLLM runs, `usual` for the default of a keep. */
  layout?: string;
  /** The layout that a stack names, the only one considered then; there is no option for it. */
  stackLayout?: NodeLayout;
  /** The replicas that a stack names, where `replicas` asks for none; there is no option for it. */
  stackReplicas?: string;
  /** Folder of the Pulumi project, for `stack` and `write`. */
  cwd?: string;
}

import type { PartName } from "./parts.ts";

/** One set of tests that is run by a name of its own. */
export interface Suite {
  /** Script of package.json. */
  script: string;
  /** What it does that no other suite does. */
  finds: string;
  parts: readonly PartName[];
  /**
   * `landing`: run by `.ci/run`, for every change. `all`: only by `npm run test:all`, before a piece of work is called done. A suite of the
   * landing may try part of a table there; `npm run test:all` has it try all of it.
   */
  when: "landing" | "all";
  /** Whether it mostly waits, so that it runs while the others keep the cores busy; its output comes when it has ended. */
  waits?: true;
  /** Minutes after which it hangs rather than works, on the slowest machine that it is meant for. */
  limitMinutes: number;
}

/** Every suite, in the order in which they are run: the quickest answer first. */
export const suites: readonly Suite[] = [
  {
    script: "test",
    finds: "Types, lint, format; every function by itself: tables and properties, every rule by what it passes and refuses.",
    parts: [],
    when: "landing",
    limitMinutes: 20,
  },
  {
    script: "test:programs",
    finds:
      "What a whole program shows in process: reports, proofs and comparisons of whole keeps, scripted changes, failures of programs, verbs, jobs of the pipelines, processes of the tunnel and of installers.",
    parts: [],
    when: "landing",
    limitMinutes: 30,
  },
  {
    script: "test:mutations",
    finds:
      "Tests that no longer notice: each harmful edit must be noticed by the test that stands for it, each weakening of a resource by a rule.",
    parts: [],
    when: "landing",
    limitMinutes: 40,
  },
  {
    script: "test:browser",
    finds:
      "What a person sees: the report, the plan and the pull-request comment in Chromium, narrow, dark, printed; accessibility; no request leaves.",
    parts: ["chromium"],
    when: "landing",
    limitMinutes: 15,
  },
  {
    script: "test:engine",
    finds:
      "What the real parts refuse: the Pulumi CLI and its providers, an API server with admission and quotas, Envoy, an S3 service, an AWS emulator, judges by other hands.",
    parts: ["engine", "moto", "workflow judges", "envoy"],
    when: "landing",
    limitMinutes: 55,
  },
  {
    script: "test:node",
    finds:
      "What only packets, tokens and processes show: a keep on a real node, by `pulumi up`: its isolation pair by pair, its containers from inside, starts, drains, updates, refused weights; weights from S3 by Pod Identity; two models and two versions side by side; memory that runs short, an engine that stays stuck.",
    parts: ["engine", "moto", "envoy", "kubernetes node", "node images"],
    when: "landing",
    waits: true,
    limitMinutes: 50,
  },
  {
    script: "test:scanners",
    finds: "What checkov, trivy and conftest say of the exported plans and manifests.",
    parts: ["checkov", "trivy", "conftest"],
    when: "all",
    limitMinutes: 20,
  },
  {
    script: "test:vllm",
    finds:
      "A flag that vLLM's own parser does not take, or reads otherwise, in any rendered command line; a body that the gate passes on and vLLM's own models read otherwise.",
    parts: ["vllm"],
    when: "all",
    limitMinutes: 30,
  },
  {
    script: "test:served",
    finds:
      "What a real vLLM on a CPU does otherwise than the charts reckon: start, first token, stream, drain, death, a stuck engine; what it answers, caches and counts behind the gate.",
    parts: ["vllm on CPUs", "bubblewrap"],
    when: "all",
    limitMinutes: 60,
  },
  {
    script: "bench:planner",
    finds: "A prediction that is worse than that of llm-d-planner or aiconfigurator on published start-ups.",
    parts: ["planners"],
    when: "all",
    limitMinutes: 30,
  },
];

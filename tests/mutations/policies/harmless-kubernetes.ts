import type { Harmless } from "./harmless.ts";

/** Weakenings of Kubernetes objects that weaken nothing, and why. */
export const harmlessInKubernetes: readonly Harmless[] = [
  { match: /^Certificate remove /, why: "the front door's secret is then somebody else's to write: without it the door stays shut" },
  {
    match: /^Deployment drop spec template spec runtimeClassName/,
    why: "a setting; without one it is the class that the cluster has for everybody",
  },
  {
    match:
      /^(Deployment drop spec template spec (containers # env # value|host(IPC|Network|PID))|ConfigMap drop data|PriorityClass drop globalDefault)$/,
    why: "the Kubernetes provider leaves it out where it is empty or false, which is what it is without (policies/keep/left-out.ts)",
  },
];

import type { Harmless } from "./harmless.ts";

/** Weakenings of Kubernetes objects that weaken nothing, and why. */
export const harmlessInKubernetes: readonly Harmless[] = [
  { match: /^Certificate remove /, why: "the front door's secret is then somebody else's to write: without it the door stays shut" },
  {
    match: /^Deployment drop spec template spec runtimeClassName/,
    why: "a setting; without one it is the class that the cluster has for everybody",
  },
];

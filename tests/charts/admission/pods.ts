import { type Attempt, create } from "./attempt.ts";
import { inServing, type PodSpec, podLabels, podSpec } from "./keep.ts";

/** The creation of the good pod with one change. */
export const pod = (rule: string, what: string, change: (spec: PodSpec) => void = () => {}): Attempt =>
  create(rule, what, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...inServing("trial"), labels: podLabels },
    spec: podSpec(change),
  } as never);

/** The good pod with one change, for what makes pods. */
export const template = (change: (spec: PodSpec) => void = () => {}, restartPolicy = "Always") => ({
  metadata: { labels: podLabels },
  spec: { ...podSpec(change), restartPolicy },
});

export const selector = { matchLabels: podLabels };

import type { PodParts } from "../../../charts/inference/pod-parts.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { onAws } from "../keep-specs.ts";

/** Stand-ins of what the other charts bring. */
export const parts: PodParts = {
  initContainers: [{ name: "weights-loader", image: onAws.images.server }],
  sidecars: [{ name: "front-door", image: onAws.images.envoy }],
  volumes: [{ name: "weights", emptyDir: {} }],
  programs: chartTexts().server,
};

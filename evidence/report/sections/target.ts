import type { PreviewResource } from "../../../engine/preview.ts";
import type { Report } from "../model/report.ts";

/** The target of a stack, from its resources: a keep on EKS, one on an existing cluster, or no keep. */
export function targetOf(resources: readonly PreviewResource[]): Report["subject"]["target"] {
  if (resources.some(({ type }) => type === "modelkeep:aws:Keep")) return "eks";
  return resources.some(({ type }) => type === "modelkeep:kubernetes:Keep") ? "existing" : "other";
}

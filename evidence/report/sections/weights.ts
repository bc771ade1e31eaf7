import { findModel } from "../../../catalog/models.ts";
import { LockfileError, parseLockfile } from "../../../charts/weights/lockfile.ts";
import type { Preview, PreviewResource } from "../../../engine/preview.ts";
import type { ReportedWeights } from "../model/inventory.ts";

const lockfileKey = "lockfile.json";

/** The checkpoint that a stack serves, file by file from its lockfile; null where the stack names no model. */
export function weightsSection({ resources, outputs }: Pick<Preview, "resources" | "outputs">): ReportedWeights | null {
  const model = (outputs["model"] as { name?: unknown } | undefined)?.name;
  if (typeof model !== "string") return null;
  const known = findModel(model);
  const lockfile = resources.map((resource) => lockfileOf(resource, model)).find((found) => found !== undefined);
  return {
    model,
    repository: lockfile?.source.repo ?? known?.repository ?? null,
    license: lockfile?.source.license ?? known?.license ?? null,
    lock: lockfile
      ? {
          commit: lockfile.source.commit,
          bytes: lockfile.files.reduce((sum, { size }) => sum + size, 0),
          files: lockfile.files.map(({ path, size, sha256 }) => ({ path, size, sha256 })),
        }
      : null,
  };
}

function lockfileOf({ type, inputs }: PreviewResource, model: string) {
  const text = type === "kubernetes:core/v1:ConfigMap" ? (inputs["data"] as Record<string, unknown> | undefined)?.[lockfileKey] : undefined;
  if (typeof text !== "string") return undefined;
  try {
    return parseLockfile(text, model);
  } catch (error) {
    if (error instanceof LockfileError) return undefined; // The loader refuses it, too, so nothing is locked.
    throw error;
  }
}

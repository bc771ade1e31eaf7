import type { Finding } from "../finding.ts";
import type { Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";
import type { AskedWeights } from "./asked-weights.ts";
import { judgeClaim } from "./claim.ts";
import { judgeStorageClass } from "./storage-class.ts";
import { judgeVolume } from "./volume.ts";

/** Whether the volume, class or claim of the weights is there, and can be mounted as asked; each once. */
export function judgeWeights(snapshot: Snapshot, needs: Needs): Finding[] {
  const found = needs.models.map((model) => {
    const path = model.served.paths.placement.weights;
    return { path, finding: ofWeights(snapshot, { about: `weights of ${model.name}`, path, model, serving: needs.namespaces.serving }) };
  });
  return found
    .filter(({ path, finding }, i) => found.findIndex((one) => one.path === path && one.finding.seen === finding.seen) === i)
    .map(({ finding }) => finding);
}

function ofWeights(snapshot: Snapshot, asked: Omit<AskedWeights, "weights">): Finding {
  const { weights } = asked.model.served.target;
  switch (weights.kind) {
    case "volume":
      return judgeVolume(snapshot, { ...asked, weights });
    case "storage-class":
      return judgeStorageClass(snapshot, { ...asked, weights });
    case "claim":
      return judgeClaim(snapshot, { ...asked, weights });
  }
}

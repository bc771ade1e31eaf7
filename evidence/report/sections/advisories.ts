import { advisoriesFor, type VllmAdvisory, vllmAdvisories, vllmFloor, vllmFloorReason } from "../../../catalog/vllm.ts";
import type { PreviewResource } from "../../../engine/preview.ts";
import type { ReportedAdvisories, ReportedAdvisory, ReportedImage } from "../model/inventory.ts";
import { mitigationsOf } from "./mitigations.ts";

const order = ["concerns", "may concern", "not concerned"] as const;

/** Every known advisory for vLLM: whether it affects the release in use, and mitigations in this stack. */
export function advisoriesSection(images: readonly ReportedImage[], resources: readonly PreviewResource[]): ReportedAdvisories {
  const servers = images.filter(({ usedBy }) => usedBy.some((user) => user.endsWith(": model-server")));
  const versions = [...new Set(servers.map((image) => image.version))].sort();
  // One model server of an unknown release is enough for every advisory to concern the stack.
  const known = versions.length > 0 && versions.every((one) => one !== null);
  const version = known ? versions.join(", ") : null;
  const concerned = known ? versions.flatMap((one) => advisoriesFor(one)) : undefined;
  const mitigations = mitigationsOf(resources);
  const entries = vllmAdvisories.entries.map((advisory): ReportedAdvisory => {
    const { ids, summary, reachableFromClient, note } = advisory;
    const state = stateOf(advisory, concerned);
    return {
      ids,
      summary,
      state,
      reason: reasonOf(advisory, state, version),
      reachableFromClient,
      mitigations: state === "not concerned" ? [] : mitigations(`${summary} ${note ?? ""}`),
      note,
    };
  });
  return {
    product: "vLLM",
    version,
    floor: vllmFloor,
    floorReason: vllmFloorReason,
    source: vllmAdvisories.source,
    date: vllmAdvisories.date,
    entries: entries.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)),
  };
}

function stateOf(advisory: VllmAdvisory, concerned: ReturnType<typeof advisoriesFor> | undefined): ReportedAdvisory["state"] {
  if (concerned === undefined) return "may concern";
  const found = concerned.filter((one) => one.advisory === advisory);
  return found.length === 0 ? "not concerned" : found.some(({ applies }) => applies === "yes") ? "concerns" : "may concern";
}

function reasonOf({ fixedIn, fixedInVerified, affected }: VllmAdvisory, state: ReportedAdvisory["state"], version: string | null): string {
  const bounds = affected === null ? "no record states the affected releases" : `affected according to the records: ${affected}`;
  const fix = fixedIn === null ? "no fixed release was seen" : `fixed in ${fixedIn}${fixedInVerified === false ? " (not verified)" : ""}`;
  if (version === null) return `the release of the server is unknown; ${fix}`;
  return state === "not concerned" && fixedIn !== null ? fix : `${bounds}; ${fix}`;
}

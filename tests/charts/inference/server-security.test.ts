import { expect, test } from "vitest";
import { keepPhases } from "../../../charts/keep.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { onCluster } from "../keep-specs.ts";

/** Every user and group that any object of a keep names, by its field. */
function named(spec: KeepSpec): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  JSON.stringify(keepPhases([spec], chartTexts()), (key, value) => {
    if (["runAsUser", "runAsGroup", "fsGroup"].includes(key)) found[key] = [...new Set([...(found[key] ?? []), value])].sort();
    return value;
  });
  return found;
}

test("fixed users run every pod, each also as its group", { tags: ["pods-run-as-users-of-settings"] }, () => {
  const users = { kind: "fixed", serving: 3000, probes: 4000 } as const;
  expect(named({ ...onCluster, users })).toEqual({ runAsUser: [3000, 4000], runAsGroup: [3000, 4000], fsGroup: [3000, 4000] });
});

test("users that the cluster assigns are named nowhere, and no pod may run as root", { tags: ["assigned-users-not-named"] }, () => {
  const spec: KeepSpec = { ...onCluster, users: { kind: "assigned" } };
  expect(named(spec)).toEqual({});
  const pods = JSON.stringify(keepPhases([spec], chartTexts())).match(/"securityContext":\{/g);
  expect(pods?.length).toBeGreaterThan(4);
  expect(JSON.stringify(keepPhases([spec], chartTexts())).match(/"runAsNonRoot":true/g)?.length).toBeGreaterThanOrEqual(5);
});

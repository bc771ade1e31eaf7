import { expect, test } from "vitest";
import { needsOf, requestsOf } from "../../doctor/needs.ts";
import { isOnAws } from "../../infra/settings/checked-keep.ts";
import { parseKeep } from "../../infra/settings/parse.ts";
import { existing, put } from "../infra/settings/good-settings.ts";

const container = (cpu: string, restartPolicy?: string) => ({
  ...(restartPolicy === undefined ? {} : { restartPolicy }),
  resources: { requests: { cpu } },
});

test("containers and sidecars run together, the others of the start one by one before them", () => {
  expect(requestsOf({ containers: [container("2"), container("1")] })).toEqual({ cpu: 3 });
  expect(requestsOf({ containers: [container("2")], initContainers: [container("1", "Always")] })).toEqual({ cpu: 3 });
  expect(requestsOf({ containers: [container("2")], initContainers: [container("8"), container("1")] })).toEqual({ cpu: 8 });
});

test("a model's pods ask for what the charts render, and there are as many as the settings have", () => {
  const keep = parseKeep(
    existing(
      put("capacity.replicas", { min: 3, max: 3 }),
      put("target.weights", { kind: "claim", claim: "weights" }),
      put("capacity.nodesPerReplica", 2),
    ),
    { stack: "mine", now: new Date("2026-11-30") },
  );
  if (isOnAws(keep)) throw new Error("it is on a cluster that exists");
  const { models, namespaces } = needsOf(keep);
  expect(namespaces).toEqual({ serving: "modelkeep-mine-serving", probes: "modelkeep-mine-probes" });
  expect(models).toMatchObject([{ name: "model-server", pods: 6, requests: { cpu: 15, memory: 63 * 2 ** 30, "nvidia.com/gpu": 1 } }]);
});

import { expect, test } from "vitest";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { ownObjects } from "../../../infra/kubernetes/own-objects.ts";

const kept: KubernetesObject[] = [
  { apiVersion: "v1", kind: "Service", metadata: { name: "model-server", namespace: "modelkeep-demo-serving" } },
];
const monitor: KubernetesObject = {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "ServiceMonitor",
  metadata: { name: "ours" },
  spec: { a: 1 },
};

test("an object of one's own stands in the serving namespace, and is as it was otherwise", () => {
  expect(ownObjects("demo", [monitor], kept)).toEqual([{ ...monitor, metadata: { name: "ours", namespace: "modelkeep-demo-serving" } }]);
  expect(ownObjects("demo", [], kept)).toEqual([]);
});

test.each<[string, object, RegExp]>([
  [
    "of another namespace",
    { ...monitor, metadata: { name: "ours", namespace: "kube-system" } },
    /ServiceMonitor ours is in namespace kube-system; accepted/,
  ],
  [
    "that the keep has",
    { ...kept[0], apiVersion: "v2", metadata: { name: "model-server" } },
    /v2 Service model-server is already part of the keep; accepted: a transform/,
  ],
  [
    "without a name",
    { apiVersion: "v1", kind: "Service" },
    /^objects: {"apiVersion":"v1","kind":"Service"} needs apiVersion, kind and metadata\.name$/,
  ],
])("an object %s is refused", { tags: ["own-object-refused"] }, (_what, object, message) => {
  expect(() => ownObjects("demo", [object as KubernetesObject], kept)).toThrow(message);
});

test("an object that is given twice is refused", () => {
  expect(() => ownObjects("demo", [monitor, monitor], kept)).toThrow(/is already part of the keep/);
});

import { expect, test } from "vitest";
import { comparable } from "../../../diff/resources/comparable.ts";

const deployment = {
  metadata: { name: "a", namespace: "default" },
  spec: { paused: false, template: {}, hostname: "", replicas: 0, list: [{}] },
};

test("what Kubernetes reads as absent is absent, in its own kinds alone", { tags: ["absent-for-kubernetes-alone"] }, () => {
  expect(comparable("kubernetes:apps/v1:Deployment", deployment)).toEqual({ metadata: { name: "a" }, spec: { replicas: 0, list: [{}] } });
  expect(comparable("kubernetes:networking.k8s.io/v1:NetworkPolicy", { spec: { ingress: [{}], egress: [] } })).toEqual({
    spec: { ingress: [{}], egress: [] },
  });
  for (const type of ["kubernetes:cert-manager.io/v1:Certificate", "kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet"])
    expect(comparable(type, { spec: { isCA: false, text: "", none: null } })).toEqual({ spec: { isCA: false, text: "" } });
});

test("equal quantities are the same, in the specifications of its own kinds alone", () => {
  const pod = (cpu: unknown, sizeLimit: string) => ({
    spec: { containers: [{ resources: { limits: { cpu } } }], volumes: [{ emptyDir: { sizeLimit } }] },
  });
  const written = comparable("kubernetes:core/v1:Pod", pod("1000m", "0.5Gi"));
  expect(written).toEqual(pod("1", "512Mi"));
  expect(comparable("kubernetes:core/v1:Pod", pod(1, "512Mi"))).toEqual(written);
  expect(comparable("kubernetes:core/v1:Pod", pod("1001m", "512Mi"))).not.toEqual(written);
  expect(comparable("kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet", pod("1000m", "0.5Gi"))).toEqual(pod("1000m", "0.5Gi"));
  expect(comparable("kubernetes:core/v1:ConfigMap", { data: { sizeLimit: "1000m" } })).toEqual({ data: { sizeLimit: "1000m" } });
});

test("elsewhere false and empty are values", { tags: ["false-and-empty-are-values"] }, () => {
  expect(comparable("aws:ec2/vpc:Vpc", { enableDnsSupport: false, tags: {}, none: null })).toEqual({ enableDnsSupport: false, tags: {} });
});

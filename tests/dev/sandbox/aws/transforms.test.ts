import type { ResourceTransformArgs } from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { towards } from "../../../../dev/sandbox/aws/transforms.ts";

const destination = {
  emulator: "http://127.0.0.1:5000",
  account: "111122223333",
  kubeconfig: "the node's",
  apiServer: "10.250.0.2/32",
  withoutGpu: true,
};
const given = (type: string, props: object, name = "it", to = destination) =>
  towards(to)({ type, name, props, opts: {}, custom: true } satisfies ResourceTransformArgs);

test("both providers go where they are sent, and keep all else", () => {
  expect(given("pulumi:providers:aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] })).toMatchObject({
    props: { region: "eu-central-1", allowedAccountIds: ["111122223333"], accessKey: "111122223333", httpsProxy: destination.emulator },
  });
  expect(given("pulumi:providers:kubernetes", { kubeconfig: "of EKS", clusterIdentifier: "arn" })).toMatchObject({
    props: { kubeconfig: "the node's", clusterIdentifier: "arn" },
  });
});

test("of the cluster one field is dropped", () => {
  const vpcConfig = { controlPlaneEgressMode: "CUSTOMER_ROUTED", endpointPrivateAccess: true };
  expect(given("aws:eks/cluster:Cluster", { name: "mine", vpcConfig })).toMatchObject({
    props: { name: "mine", vpcConfig: { endpointPrivateAccess: true } },
  });
  const { vpcConfig: left } = given("aws:eks/cluster:Cluster", { vpcConfig })!.props as unknown as { vpcConfig: object };
  expect(Object.keys(left)).toEqual(["endpointPrivateAccess"]);
});

test("CoreDNS reaches the node's API server besides; its other rules, and every other policy, stay as they are", () => {
  const policy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
  const dns = { to: [{ ipBlock: { cidr: "10.0.0.2/32" } }], ports: [{ port: 53 }] };
  const spec = {
    podSelector: {},
    egress: [{ to: [{ ipBlock: { cidr: "172.20.0.1/32" } }], ports: [{ protocol: "TCP", port: 443 }] }, dns],
  };
  expect(given(policy, { spec }, "kube-system/core-dns")!.props).toEqual({
    spec: {
      podSelector: {},
      egress: [
        {
          to: [{ ipBlock: { cidr: "172.20.0.1/32" } }, { ipBlock: { cidr: "10.250.0.2/32" } }],
          ports: [
            { protocol: "TCP", port: 443 },
            { protocol: "TCP", port: 6443 },
          ],
        },
        dns,
      ],
    },
  });
  expect(given(policy, { spec }, "modelkeep-mine-serving/loader-to-dns")).toBeUndefined();
  expect(given("aws:s3/bucket:Bucket", {})).toBeUndefined();
});

test("a real vLLM without a GPU is told of its cache in bytes; what takes its part reads neither", () => {
  const deployment = "kubernetes:apps/v1:Deployment";
  const args = ["/weights", "--gpu-memory-utilization=0.92", "--max-num-seqs=5"];
  const spec = { replicas: 1, template: { metadata: {}, spec: { containers: [{ name: "model-server", args }, { name: "other" }] } } };
  expect(given(deployment, { spec })!.props).toEqual({
    spec: {
      replicas: 1,
      template: {
        metadata: {},
        spec: {
          containers: [
            { name: "model-server", args: ["/weights", "--kv-cache-memory-bytes=2147483648", "--max-num-seqs=5"] },
            { name: "other" },
          ],
        },
      },
    },
  });
  expect(given(deployment, { spec }, "it", { ...destination, withoutGpu: false })).toBeUndefined();
});

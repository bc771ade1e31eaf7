import * as aws from "@pulumi/aws";
import { afterEach, describe, expect, it } from "vitest";
import { eksKubeconfig, eksProvider, kubernetesApi } from "../../../infra/kubernetes/eks-provider.ts";
import { only, record } from "../../support/recorder.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };
const args = {
  endpoint: "https://ABC123.gr7.eu-central-1.eks.amazonaws.com",
  authority: "Q0E=",
  clusterName: "modelkeep-demo",
  region: "eu-central-1",
  reachedAt: undefined,
};
const build = (preview: boolean) =>
  record(() => eksProvider("kubernetes", place, new aws.eks.Cluster("cluster", { roleArn: "arn:role", vpcConfig: { subnetIds: [] } })), {
    preview,
  });

afterEach(() => {
  delete process.env[kubernetesApi];
});

describe("the kubeconfig", () => {
  it("asks the AWS CLI for a token of whoever runs Pulumi, and holds no secret", () => {
    expect(eksKubeconfig(args)).toMatchObject({
      clusters: [{ cluster: { server: args.endpoint, "certificate-authority-data": "Q0E=" } }],
      users: [{ user: { exec: { command: "aws", args: expect.arrayContaining(["get-token", "modelkeep-demo", "eu-central-1"]) } } }],
    });
    expect(JSON.stringify(eksKubeconfig(args))).not.toMatch(/"token"|password|client-key|insecure/);
  });

  it("checks the server's certificate against the endpoint's own name when it goes through a tunnel", {
    tags: ["kubeconfig-checks-server-name"],
  }, () => {
    expect(eksKubeconfig({ ...args, reachedAt: "https://localhost:8443" })).toMatchObject({
      clusters: [{ cluster: { server: "https://localhost:8443", "tls-server-name": "abc123.gr7.eu-central-1.eks.amazonaws.com" } }],
    });
  });
});

describe("the provider", () => {
  it("is the same cluster whichever way it is reached, so that a tunnel replaces nothing", {
    tags: ["same-cluster-through-tunnel"],
  }, async () => {
    const direct = only(await build(false), "pulumi:providers:kubernetes").inputs;
    process.env[kubernetesApi] = "https://localhost:8443";
    const tunnelled = only(await build(false), "pulumi:providers:kubernetes").inputs;
    expect(tunnelled["kubeconfig"]).toContain("https://localhost:8443");
    expect(direct["kubeconfig"]).not.toContain("localhost");
    for (const { clusterIdentifier } of [direct, tunnelled])
      expect(clusterIdentifier).toBe("arn:aws:eks:eu-central-1:111122223333:cluster/modelkeep-demo");
  });

  it("is there in a first preview, before there is a cluster", async () => {
    const { inputs } = only(await build(true), "pulumi:providers:kubernetes");
    expect(inputs["clusterIdentifier"]).toBe("arn:aws:eks:eu-central-1:111122223333:cluster/modelkeep-demo");
  });
});

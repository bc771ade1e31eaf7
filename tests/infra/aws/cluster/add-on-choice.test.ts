import { describe, expect, it } from "vitest";
import { kubernetesVersions } from "../../../../catalog/eks.ts";
import { addOnsAfterPools, addOnsBeforePools } from "../../../../infra/aws/cluster/add-on-choice.ts";
import { eksTarget } from "../../../../infra/settings/target.ts";

const target = (more: object = {}) =>
  eksTarget.parse({ kind: "eks", accountId: "111122223333", region: "eu-central-1", network: { cidr: "10.64.0.0/16" }, ...more });
const keep = { maintenance: { maxUnavailable: 1, addons: {} as Record<string, string> } };
const firstStage = (settings = keep) => addOnsBeforePools(settings, target(), "arn:cni");
const secondStage = (settings = keep, more: object = {}) => addOnsAfterPools(settings, target(more));

describe("add-ons before the pools", () => {
  it("are what a node needs to become Ready", () => {
    expect(firstStage().map(({ name }) => name)).toEqual(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]);
  });

  it("deny every pod's traffic until a policy allows it", { tags: ["cni-denies-until-allowed"] }, () => {
    expect(firstStage()[0]?.configuration).toEqual({
      enableNetworkPolicy: "true",
      env: { NETWORK_POLICY_ENFORCING_MODE: "strict" },
      nodeAgent: { healthProbeBindAddr: "8163", metricsBindAddr: "8162" },
    });
  });

  it("give the VPC CNI a role of its own", { tags: ["cni-own-role"] }, () => {
    expect(firstStage()[0]?.serviceAccountRole).toEqual({ serviceAccount: "aws-node", roleArn: "arn:cni" });
  });
});

describe("add-ons after the pools", () => {
  it("keep CoreDNS off GPU nodes", () => {
    expect(secondStage()[0]).toMatchObject({ name: "coredns", configuration: { nodeSelector: { "modelkeep/pool": "system" } } });
  });

  it("watch the nodes where the detector is the keep's, and leave that to an organisation that runs its own", () => {
    expect(secondStage().map(({ name }) => name)).toEqual(["coredns", "aws-guardduty-agent"]);
    expect(secondStage(keep, { accountWide: { guardDuty: "managed" } }).map(({ name }) => name)).toEqual(["coredns"]);
  });
});

describe("versions", () => {
  it.each(kubernetesVersions())("are pinned for Kubernetes %s", (kubernetesVersion) => {
    const chosen = [...addOnsBeforePools(keep, target({ kubernetesVersion }), "arn:cni"), ...secondStage(keep, { kubernetesVersion })];
    for (const { version } of chosen) expect(version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
    expect(chosen.find(({ name }) => name === "kube-proxy")?.version).toContain(`v${kubernetesVersion}.`);
  });

  it("of the settings come before the catalog's", () => {
    const pinned = { maintenance: { ...keep.maintenance, addons: { coredns: "v9.9.9-eksbuild.9" } } };
    expect(secondStage(pinned)[0]?.version).toBe("v9.9.9-eksbuild.9");
    expect(firstStage(pinned).map(({ version }) => version)).not.toContain("v9.9.9-eksbuild.9");
  });
});

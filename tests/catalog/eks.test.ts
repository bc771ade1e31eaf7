import { describe, expect, it, test } from "vitest";
import file from "../../catalog/data/regions.json" with { type: "json" };
import {
  addOnRegistryAccounts,
  bottlerocketAmiTypes,
  defaultKubernetesVersion,
  kubernetesCalendar,
  kubernetesVersionSchema,
  kubernetesVersions,
  layerBucket,
  regionsWithoutEksEndpoint,
} from "../../catalog/eks.ts";
import { addOnNames, addOnSchema, addOns, addOnVersion } from "../../catalog/eks-add-ons.ts";
import { findRegion, regionNames, regions, regionsFileSchema } from "../../catalog/regions.ts";
import { compareReleases } from "../../catalog/release-order.ts";

describe("Kubernetes on EKS", () => {
  test.each(kubernetesCalendar)("$version: has the shape of a version, a source and a date", (entry) => {
    expect(kubernetesVersionSchema.parse(entry)).toEqual(entry);
    expect(entry.released < entry.endOfStandardSupport && entry.endOfStandardSupport < entry.endOfExtendedSupport).toBe(true);
  });

  it("is by default the version that is supported longest", () => {
    const longest = kubernetesCalendar.reduce((a, b) => (a.endOfStandardSupport > b.endOfStandardSupport ? a : b));
    expect(defaultKubernetesVersion).toBe(longest.version);
  });

  it("has Bottlerocket AMI types of the form that EKS takes", () => {
    expect(bottlerocketAmiTypes).toEqual({ system: "BOTTLEROCKET_x86_64", gpu: "BOTTLEROCKET_x86_64_NVIDIA" });
  });
});

describe("EKS add-ons", () => {
  test.each(addOns)("$name: has the shape of an add-on, a source and a date, and a version for each Kubernetes version", (addOn) => {
    expect(addOnSchema.parse(addOn)).toEqual(addOn);
    expect(Object.keys(addOn.versions).sort()).toEqual(kubernetesVersions().sort());
  });

  it("are those a keep needs", () => {
    expect(addOnNames()).toEqual([
      "vpc-cni",
      "kube-proxy",
      "coredns",
      "eks-pod-identity-agent",
      "aws-ebs-csi-driver",
      "aws-guardduty-agent",
    ]);
  });

  test.each(kubernetesVersions())("for %s: kube-proxy is of that minor version, and the CNI knows cluster-wide policies", (version) => {
    expect(addOnVersion("kube-proxy", version)).toMatch(new RegExp(`^v${version.replace(".", "\\.")}\\.`));
    const cni = addOnVersion("vpc-cni", version).replace(/^v|-eksbuild.*$/g, "");
    expect(compareReleases(cni, "1.21.1")).toBeGreaterThanOrEqual(0);
  });

  it("are refused by name where the catalog has none", () => {
    expect(() => addOnVersion("vpc-cnj", "1.36")).toThrow(/no version of the EKS add-on "vpc-cnj" for Kubernetes 1.36; add-ons: vpc-cni,/);
    expect(() => addOnVersion("vpc-cni", "1.20")).toThrow(/for Kubernetes 1.20/);
  });
});

describe("regions", () => {
  it("have the shape of regions, and each column a source and a date", () => expect(regionsFileSchema.parse(file)).toEqual(file));

  it("have zones that are told apart, in order", () => {
    for (const { zoneLetters } of regions) if (zoneLetters) expect([...new Set(zoneLetters)].sort()).toEqual(zoneLetters);
    expect(findRegion("eu-central-1")?.zoneLetters).toEqual(["a", "b", "c"]);
    expect(findRegion("ap-northeast-1")?.zoneLetters).toEqual(["a", "c", "d"]);
    expect(findRegion("us-west-1")?.zoneLetters).toBeNull();
    expect(findRegion("eu-central-9")).toBeUndefined();
  });

  it("are each named once", () => expect(new Set(regionNames()).size).toBe(regions.length));

  it("include every region without an EKS endpoint", () => {
    for (const region of regionsWithoutEksEndpoint) expect(regionNames()).toContain(region);
  });

  it("pull the images of AWS from AWS's accounts there", () => {
    expect(addOnRegistryAccounts("eu-central-1")).toEqual(["602401143452", "409493279830"]);
    expect(addOnRegistryAccounts("ca-west-1")).toEqual(["761377655185"]);
    expect(() => addOnRegistryAccounts("xx-nowhere-1")).toThrow(/no region "xx-nowhere-1"/);
    expect(layerBucket("eu-central-1")).toBe("prod-eu-central-1-starport-layer-bucket");
  });
});

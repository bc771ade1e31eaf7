import * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";
import { SystemPool } from "../../../../infra/aws/nodes/system-pool.ts";
import { only, record } from "../../../support/recorder.ts";
import { groupOf, poolArgs, templateOf, userDataOf } from "./pools.ts";

const pool = () => new SystemPool("system", poolArgs, {});

describe.each([false, true])("the system pool (first preview: %s)", (preview) => {
  it("keeps the node's role from its pods: IMDSv2 with a hop limit of 1", { tags: ["system-pool-imds-hop-limit"] }, async () => {
    expect(templateOf(await record(pool, { preview }))["metadataOptions"]).toEqual({
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: "disabled",
    });
  });

  it("encrypts both volumes with the keep's key", { tags: ["system-pool-volumes-encrypted"] }, async () => {
    const volumes = templateOf(await record(pool, { preview }))["blockDeviceMappings"];
    const encrypted = { volumeType: "gp3", encrypted: "true", kmsKeyId: "arn:key", deleteOnTermination: "true" };
    expect(volumes).toEqual([
      { deviceName: "/dev/xvda", ebs: encrypted },
      { deviceName: "/dev/xvdb", ebs: { ...encrypted, volumeSize: 50 } },
    ]);
  });

  it("has no key pair, no remote access and no public address", { tags: ["system-pool-no-remote-access"] }, async () => {
    const resources = await record(pool, { preview });
    expect(templateOf(resources)["keyName"]).toBeUndefined();
    expect(groupOf(resources)["remoteAccess"]).toBeUndefined();
    expect(templateOf(resources)["networkInterfaces"]).toEqual([
      { networkCardIndex: 0, deviceIndex: 0, securityGroups: ["nodes"], associatePublicIpAddress: "false", deleteOnTermination: "true" },
    ]);
  });
});

describe("the system pool", () => {
  it("runs Bottlerocket in every zone, at the cluster's version", async () => {
    const resources = await record(pool);
    expect(groupOf(resources)).toMatchObject({
      amiType: "BOTTLEROCKET_x86_64",
      version: "1.35",
      subnetIds: ["subnet-a", "subnet-b"],
      capacityType: "ON_DEMAND",
      labels: { "modelkeep/pool": "system" },
      taints: [],
      scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 4 },
      updateConfig: { maxUnavailable: 1, updateStrategy: "DEFAULT" },
      forceUpdateVersion: false,
      nodeRepairConfig: { enabled: true },
    });
    expect(templateOf(resources)["instanceType"]).toBe("m7i.large");
    expect(userDataOf(resources)).toContain('cluster-dns-ip = "172.20.0.10"');
  });

  it("takes a pinned release where the settings name one", async () => {
    const pinned = () => new SystemPool("system", { ...poolArgs, maintenance: { maxUnavailable: 2, nodeRelease: "1.62.1-a3f4b5c6" } }, {});
    expect(groupOf(await record(pinned))).toMatchObject({ releaseVersion: "1.62.1-a3f4b5c6", updateConfig: { maxUnavailable: 2 } });
    expect(groupOf(await record(pool))["releaseVersion"]).toBeUndefined();
  });

  it("tags instances, volumes and interfaces, which default tags do not reach", async () => {
    const specifications = templateOf(await record(pool))["tagSpecifications"];
    const tags = { "cost-center": "ml", "modelkeep:keep": "demo", "modelkeep:cluster": "modelkeep-demo", Name: "modelkeep-demo-system" };
    expect(specifications).toEqual([
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
      // By this tag the VPC CNI's role may change the interface.
      { resourceType: "network-interface", tags: { ...tags, "cluster.k8s.amazonaws.com/name": "modelkeep-demo" } },
    ]);
  });

  it("waits for what must stand before it", async () => {
    const resources = await record(() => {
      const first = new aws.cloudwatch.LogGroup("first", {});
      new SystemPool("system", { ...poolArgs, after: [first] }, {});
    });
    expect(only(resources, "NodeGroup").dependsOn).toContain("first");
  });
});

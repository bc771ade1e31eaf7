import { describe, expect, it, test } from "vitest";
import { findInstance, type Instance } from "../../../../catalog/instances.ts";
import { GpuPool, type GpuPoolArgs } from "../../../../infra/aws/nodes/gpu-pool.ts";
import { all, only, record } from "../../../support/recorder.ts";
import { groupOf, poolArgs, templateOf, userDataOf } from "./pools.ts";

const reservation = { reservationId: "cr-0123456789abcdef0" };
const block = {
  kind: "capacity-block" as const,
  ...reservation,
  zone: "eu-north-1b",
  start: "2027-01-11T11:30:00Z",
  end: "2027-02-08T11:30:00Z",
};
/** An instance type of the catalog. */
function type(name: string): Instance {
  const found = findInstance(name);
  if (!found) throw new Error(`no instance ${name}`);
  return found;
}
const g6e = type("g6e.12xlarge");
const p5en = type("p5en.48xlarge");

const pool = (instance: Instance, purchase: GpuPoolArgs["capacity"]["purchase"] = { kind: "on-demand" }) =>
  record(() => new GpuPool("gpu", { ...poolArgs, instance, capacity: { ...poolArgs.capacity, purchase } }, {}));

describe("the GPU pool", () => {
  it("takes no pod that does not ask for a GPU", { tags: ["gpu-pool-gpu-pods-alone"] }, async () => {
    expect(groupOf(await pool(g6e))).toMatchObject({
      taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }],
      labels: { "modelkeep/pool": "gpu" },
      amiType: "BOTTLEROCKET_x86_64_NVIDIA",
    });
  });

  it("has one instance for each replica that the settings always want, and room for the most", async () => {
    expect(groupOf(await pool(g6e))["scalingConfig"]).toEqual({ minSize: 1, desiredSize: 1, maxSize: 3 });
  });

  it("keeps the node's role from its pods: IMDSv2 with a hop limit of 1", { tags: ["gpu-pool-imds-hop-limit"] }, async () => {
    expect(templateOf(await pool(g6e))["metadataOptions"]).toMatchObject({ httpTokens: "required", httpPutResponseHopLimit: 1 });
  });

  it("encrypts its data volume, of the size that the settings ask for", async () => {
    expect(templateOf(await pool(g6e))["blockDeviceMappings"][1].ebs).toMatchObject({
      encrypted: "true",
      kmsKeyId: "arn:key",
      volumeSize: 200,
    });
  });

  it("uses the instance store where there is one", async () => {
    expect(userDataOf(await pool(g6e))).toContain("ephemeral-storage");
    expect(userDataOf(await pool({ ...g6e, nvmeGB: null }))).not.toContain("ephemeral-storage");
  });

  it("has every adapter of the instance, inside the nodes' security group", async () => {
    const interfaces = templateOf(await pool(p5en, block))["networkInterfaces"];
    expect(interfaces).toHaveLength(17);
    expect(interfaces.filter((one: { interfaceType?: string }) => one.interfaceType === "efa-only")).toHaveLength(16);
  });

  it("names the Auto Scaling group that EKS made for it", async () => {
    const name = Promise.withResolvers<string>();
    await record(() => {
      new GpuPool("gpu", { ...poolArgs, instance: g6e }, {}).autoScalingGroupName.apply(name.resolve);
    });
    expect(await name.promise).toBe("gpu-asg");
  });
});

describe("on demand", () => {
  it("spreads G instances over every zone", async () => {
    const resources = await pool(g6e);
    expect(groupOf(resources)).toMatchObject({
      capacityType: "ON_DEMAND",
      subnetIds: ["subnet-a", "subnet-b"],
      updateConfig: { updateStrategy: "DEFAULT" },
    });
    expect(all(resources, "PlacementGroup")).toEqual([]);
    expect(templateOf(resources)["instanceMarketOptions"]).toBeUndefined();
  });

  it("puts P instances into one placement group, and so into one zone", async () => {
    const resources = await pool(type("p4d.24xlarge"));
    expect(all(resources, "PlacementGroup").map(({ inputs }) => inputs)).toEqual([{ name: "modelkeep-demo-gpu", strategy: "cluster" }]);
    expect(templateOf(resources)["placement"]).toEqual({ groupName: "modelkeep-demo-gpu" });
    expect(groupOf(resources)["subnetIds"]).toEqual(["subnet-a"]);
  });
});

describe("a reservation", () => {
  it("is named in the launch template, and old nodes make room for new ones", { tags: ["shows-D15"] }, async () => {
    const resources = await pool(type("g5.2xlarge"), { kind: "reserved", ...reservation });
    expect(templateOf(resources)["capacityReservationSpecification"]).toEqual({
      capacityReservationTarget: { capacityReservationId: "cr-0123456789abcdef0" },
    });
    expect(templateOf(resources)["instanceMarketOptions"]).toBeUndefined();
    expect(groupOf(resources)).toMatchObject({ capacityType: "ON_DEMAND", updateConfig: { updateStrategy: "MINIMAL" } });
  });
});

test("the settings alone say how large a pool is: an ignored size would go out with new bounds", {
  tags: ["pool-size-by-settings"],
}, async () => {
  for (const resources of [await pool(g6e), await pool(p5en, block)])
    for (const { ignoreChanges, name } of resources) expect(ignoreChanges, name).toEqual([]);
});

describe("a Capacity Block", () => {
  it("has its group made anew for what brings new nodes, the next reservation among it; other pools are updated in place", {
    tags: ["capacity-block-made-anew"],
  }, async () => {
    const anew = async (purchase?: GpuPoolArgs["capacity"]["purchase"]) => only(await pool(p5en, purchase), "NodeGroup").replaceOnChanges;
    expect(await anew(block)).toEqual(["launchTemplate", "version", "releaseVersion"]);
    expect(await anew()).toEqual([]);
  });

  it("has its market type in the launch template and its capacity type in the node group", {
    tags: ["capacity-block-market-type"],
  }, async () => {
    const resources = await pool(p5en, block);
    expect(templateOf(resources)).toMatchObject({
      instanceType: "p5en.48xlarge",
      instanceMarketOptions: { marketType: "capacity-block" },
      capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: "cr-0123456789abcdef0" } },
    });
    expect(groupOf(resources)["capacityType"]).toBe("CAPACITY_BLOCK");
    expect(groupOf(resources)["instanceTypes"]).toBeUndefined();
  });

  it("lives in its one zone, and in no placement group", { tags: ["capacity-block-one-zone"] }, async () => {
    const resources = await pool(p5en, block);
    expect(groupOf(resources)["subnetIds"]).toEqual(["subnet-b"]);
    expect(all(resources, "PlacementGroup")).toEqual([]);
  });

  it("may end: its pool has no minimum that would fight the scale-down of EKS", async () => {
    expect(groupOf(await pool(p5en, block))["scalingConfig"]).toEqual({ minSize: 0, desiredSize: 1, maxSize: 3 });
  });
});

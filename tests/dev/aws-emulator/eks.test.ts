import { describe, expect, it } from "vitest";
import type { HandOn } from "../../../dev/aws-emulator/asked.ts";
import { EksAddOns } from "../../../dev/aws-emulator/eks-add-ons.ts";
import { EksClusters } from "../../../dev/aws-emulator/eks-clusters.ts";
import { json } from "../../../dev/aws-emulator/json-service.ts";
import { answerTo } from "./support.ts";

/** Answers as MiniStack does, which gives an object back as it is told; keeps what it was asked. */
function emulator() {
  const asked: { method: string; path: string; body: string }[] = [];
  const handOn =
    (own: { method: string; path: string; body: string }, field: string): HandOn =>
    async (changed = {}) => {
      const one = { ...own, ...changed };
      asked.push(one);
      if (one.path.includes("pod-identity-associations"))
        return json(200, { association: { associationId: `a-${asked.length}`, associationArn: `arn:a-${asked.length}` } });
      return json(200, { [field]: JSON.parse(one.body || '{"name":"mine"}') });
    };
  return { asked, handOn };
}

describe("add-ons", () => {
  const roles = [{ serviceAccount: "aws-node", roleArn: "arn:aws:iam::1:role/cni" }];

  it("have associations by ARN, which EKS makes in kube-system, until they go", async () => {
    const { part } = new EksAddOns();
    const { asked, handOn } = emulator();
    const ask = (method: string, path: string, body = "") =>
      answerTo(part, { service: "eks", method, path, body }, handOn({ method, path, body }, "addon"));
    const made = await ask("POST", "/clusters/mine/addons", JSON.stringify({ addonName: "vpc-cni", podIdentityAssociations: roles }));
    expect(made).toMatchObject({ body: { addon: { addonName: "vpc-cni", podIdentityAssociations: ["arn:a-2"] } } });
    expect(asked.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ["/clusters/mine/addons", { addonName: "vpc-cni" }],
      ["/clusters/mine/pod-identity-associations", { namespace: "kube-system", ...roles[0] }],
    ]);
    expect(await ask("GET", "/clusters/mine/addons/vpc-cni")).toMatchObject({ body: { addon: { podIdentityAssociations: ["arn:a-2"] } } });
    await ask("DELETE", "/clusters/mine/addons/vpc-cni");
    expect(asked.at(-1)).toMatchObject({ method: "DELETE", path: "/clusters/mine/pod-identity-associations/a-2" });
    expect(await ask("GET", "/clusters/mine/addons/vpc-cni")).toMatchObject({ body: { addon: { podIdentityAssociations: [] } } });
  });

  it("leave the rest of EKS to others", async () => {
    expect(await answerTo(new EksAddOns().part, { service: "eks", path: "/clusters/mine/node-groups" })).toBeUndefined();
    expect(await answerTo(new EksAddOns().part, { service: "s3", path: "/clusters/mine/addons" })).toBeUndefined();
  });
});

describe("clusters", () => {
  const asking = () => {
    const { part } = new EksClusters();
    const { asked, handOn } = emulator();
    const ask = (method: string, path: string, body?: object) => {
      const own = { method, path, body: body ? JSON.stringify(body) : "" };
      return answerTo(part, { service: "eks", ...own }, handOn(own, path.includes("node-groups") ? "nodegroup" : "cluster"));
    };
    return { asked, ask };
  };

  it("stay while they are protected, and go once the protection is lifted", async () => {
    const { asked, ask } = asking();
    await ask("POST", "/clusters", { name: "mine", deletionProtection: true });
    expect(await ask("GET", "/clusters/mine")).toMatchObject({ body: { cluster: { deletionProtection: true } } });
    const before = asked.length;
    expect(await ask("DELETE", "/clusters/mine")).toMatchObject({ status: 400, body: { __type: "InvalidRequestException" } });
    expect(asked).toHaveLength(before);
    const lifted = await ask("POST", "/clusters/mine/update-config", { deletionProtection: false });
    const { update } = lifted!.body as { update: { id: string } };
    expect(await ask("GET", `/clusters/mine/updates/${update.id}`)).toMatchObject({ body: { update: { status: "Successful" } } });
    expect(await ask("DELETE", "/clusters/mine")).toMatchObject({ status: 200 });
    expect(asked.at(-1)).toMatchObject({ method: "DELETE", path: "/clusters/mine" });
  });

  it("refuse a change that nobody would make", async () => {
    const { ask } = asking();
    const refusal = await ask("POST", "/clusters/mine/update-config", { resourcesVpcConfig: { endpointPublicAccess: true } });
    expect(refusal).toMatchObject({ status: 400, body: { message: "this EKS changes deletionProtection alone, not resourcesVpcConfig" } });
  });

  it("have node groups that keep what they were told", async () => {
    const { ask } = asking();
    const told = {
      nodegroupName: "gpu",
      launchTemplate: { id: "lt-1", version: "1" },
      updateConfig: { maxUnavailable: 1 },
      labels: { a: "b" },
    };
    const created = await ask("POST", "/clusters/mine/node-groups", told);
    expect(created).toMatchObject({ body: { nodegroup: told } });
    const { part } = new EksClusters();
    const forgetful: HandOn = async () => json(200, { nodegroup: { nodegroupName: "gpu" } });
    const own = { service: "eks", path: "/clusters/mine/node-groups" };
    await answerTo(part, { ...own, method: "POST", body: JSON.stringify(told) }, forgetful);
    const seen = await answerTo(part, { ...own, path: `${own.path}/gpu` }, forgetful);
    expect(seen?.body).toEqual({
      nodegroup: { nodegroupName: "gpu", launchTemplate: told.launchTemplate, updateConfig: told.updateConfig },
    });
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runEvidence } from "../../../cli/verbs/evidence.ts";
import { temporaryProject } from "../../engine/in-process/temporary-program.ts";
import { exported } from "../../evidence/input/deployed.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { captured } from "./captured.ts";

async function run(options: Parameters<typeof runEvidence>[0]) {
  return captured(() => runEvidence(options));
}

/** A host with a public address, in a VPC with an internet gateway. */
const publicHost = `
import * as aws from "@pulumi/aws";
const vpc = new aws.ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" });
const gateway = new aws.ec2.InternetGateway("gateway", { vpcId: vpc.id });
const subnet = new aws.ec2.Subnet("public", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", mapPublicIpOnLaunch: true });
new aws.ec2.DefaultRouteTable("routes", { defaultRouteTableId: vpc.defaultRouteTableId, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }] });
const group = new aws.ec2.SecurityGroup("ssh", { vpcId: vpc.id, ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] });
new aws.ec2.Instance("host", { subnetId: subnet.id, ami: "ami-1", instanceType: "t4g.micro", vpcSecurityGroupIds: [group.id] });
`;

// Made here, once for all tests of the file.
await symbolicExample("r1-distill-32b");

test("shows the path of what is refuted, hop by hop, and ends with 1", async () => {
  const cwd = await temporaryProject({ "index.ts": publicHost });
  const { status, out, err } = await run({ cwd, stack: "dev" });
  expect([status, err]).toEqual([1, ""]);
  expect(out).toContain(
    [
      "refuted  Nothing outside of the networks of this stack reaches an interface, the cluster's API or a pod.",
      "  Instance host in public is reached from the internet:",
      "    1. the internet: sends packets",
      "    2. InternetGateway gateway: an internet gateway is attached to the VPC",
      "    3. Subnet public (mapPublicIpOnLaunch): the interface has a public IPv4 address, assigned by default in its subnet",
      "    4. Vpc net (defaultNetworkAclId): the default network ACL of the VPC lets everything pass, in and out",
      "    5. SecurityGroup ssh (ingress[0].cidrBlocks): the security group admits TCP 22 from 0.0.0.0/0",
      "    6. Instance host in public: is reached",
    ].join("\n"),
  );
  expect(out).toContain("undecided  Only the front door reaches the model server");
  expect(out).not.toContain("\u001b");
});

const r1 = "r1-distill-32b";
const settings = readFileSync(new URL("../../../examples/Pulumi.r1-distill-32b.yaml", import.meta.url), "utf8");

test("prints JSON and nothing else; a state takes the place of the preview", async () => {
  const cwd = await temporaryProject({ "index.ts": "throw new Error('is not run');", [`Pulumi.${r1}.yaml`]: settings });
  writeFileSync(join(cwd, "state.json"), exported(await symbolicExample(r1)));
  const { status, out, err } = await run({ cwd, stack: r1, state: "state.json", json: true });
  expect([status, err]).toEqual([3, ""]);
  const { subject, proofs } = JSON.parse(out);
  expect([subject.stack, proofs.map(({ id, status: verdict }: { id: string; status: string }) => `${id} ${verdict}`)]).toEqual([
    r1,
    [
      "no-way-in",
      "no-way-out",
      "front-door-callers",
      "model-server-callers",
      "outside-principals",
      "confused-deputy",
      "vault-access",
      "key-users",
      "endpoint-exits",
    ].map((id) => `${id} proved`),
  ]);
});

test("a state that is not of these settings is no work of the release", async () => {
  const cwd = await temporaryProject({ "index.ts": "throw new Error('is not run');", "Pulumi.dev.yaml": settings });
  writeFileSync(join(cwd, "state.json"), exported(await symbolicExample(r1)));
  const { status, out } = await run({ cwd, stack: "dev", state: "state.json" });
  expect(status).toBe(1);
  // Names follow the keep, so its own objects are others; one that has the same name in every keep is compared field by field.
  expect(out).toMatch(
    /violation modelkeep-release: modelkeep-r1-distill-32b-serving\/model-server the release does not render this Deployment/,
  );
  expect(out).toMatch(/violation modelkeep-release: .*::modelkeep-dev-serving\/model-server the release renders this Deployment/);
  expect(out).toMatch(/violation modelkeep-release: kube-system\/core-dns .*"r1-distill-32b\\?" but \\?"dev\\?" in the release/);
});

test.each([
  [{ stack: "prod" }, 2, 'no stack "prod"'],
  [{ stack: "dev", state: "missing.json" }, 2, "missing.json; --state takes the output of `pulumi stack export`"],
  [{ stack: "dev", state: "package.json" }, 1, "this is not a state of a stack"],
  [{ stack: "dev" }, 1, "out of order"],
])("%j: one message, status %d", async (options, expected, message) => {
  const cwd = await temporaryProject({ "index.ts": 'throw new Error("out of order");' });
  const { status, out, err } = await run({ cwd, ...options });
  expect([status, out]).toEqual([expected, ""]);
  expect(err).toContain(message);
  expect(err.match(/^error: /gm)).toHaveLength(1);
});

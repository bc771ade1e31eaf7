import { resolve } from "node:path";
import { expect, test } from "vitest";
import { OutputDeclarations } from "../../../../engine/in-process/symbols/declared-outputs.ts";
import { temporaryProject } from "../temporary-program.ts";

const declarations = new OutputDeclarations(resolve("infra"));

test.each([
  ["aws:ec2/vpc:Vpc", "defaultRouteTableId"],
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "securityGroupRuleId"],
  ["aws:eks/cluster:Cluster", "certificateAuthority"],
  ["kubernetes:core/v1:Namespace", "metadata"],
  ["kubernetes:rbac.authorization.k8s.io/v1:Role", "rules"],
  ["kubernetes:helm.sh/v3:Release", "status"],
])("%s has the output %s", async (type, output) => {
  expect((await declarations.of(type))?.members.get(output)).toBeDefined();
});

test("an object within an output is found by its path, in namespaces of any depth", { tags: ["output-object-found-by-path"] }, async () => {
  const cluster = await declarations.of("aws:eks/cluster:Cluster");
  expect(cluster?.members.get("vpcConfig")).toEqual({ type: { kind: "object", path: "eks.ClusterVpcConfig" }, optional: false });
  const vpcConfig = cluster?.interfaceOf("eks.ClusterVpcConfig");
  expect(vpcConfig?.get("clusterSecurityGroupId")).toEqual({ type: { kind: "text" }, optional: false });
  expect(vpcConfig?.get("endpointPublicAccess")).toEqual({ type: { kind: "other" }, optional: true });
  expect(vpcConfig?.get("subnetIds")).toEqual({ type: { kind: "list", of: { kind: "text" } }, optional: false });
  expect(cluster?.interfaceOf("eks.NoSuchThing")).toBeUndefined();
  const namespace = await declarations.of("kubernetes:core/v1:Namespace");
  expect(namespace?.interfaceOf("meta.v1.ObjectMeta")?.get("uid")).toEqual({ type: { kind: "text" }, optional: false });
});

test.each(["aws:ec2/noSuch:NoSuch", "kubernetes:monitoring.coreos.com/v1:PodMonitor", "example:index:Thing"])(
  "%s is declared by no SDK",
  async (type) => {
    expect(await declarations.of(type)).toBeUndefined();
  },
);

test("an SDK of somebody else is found by the name that its manifest gives", async () => {
  const root = await temporaryProject({});
  const files = {
    "package.json": '{ "dependencies": { "acme-sdk": "1" } }',
    "modules/acme-sdk/package.json": '{ "name": "acme-sdk", "pulumi": { "resource": true, "name": "acme" } }',
    "modules/acme-sdk/thing.js": "class Thing { static __pulumiType = 'acme:index/thing:Thing'; }",
    "modules/acme-sdk/thing.d.ts": "export declare class Thing {\n    readonly secretOfLife: pulumi.Output<number>;\n}\n",
    "modules/acme-sdk/types/output.d.ts": `export interface Top {
    name: string;
}
export declare namespace box {
    interface Lid {
        size: number;
    }
    namespace Lid {
        interface Hinge {
            kind?: string;
        }
    }
}
`,
  };
  const { mkdir, rename, rm, writeFile } = await import("node:fs/promises");
  await rm(`${root}/node_modules`);
  await mkdir(`${root}/modules/acme-sdk/types`, { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(`${root}/${path}`, text);
  await rename(`${root}/modules`, `${root}/node_modules`);
  const found = await new OutputDeclarations(root).of("acme:index/thing:Thing");
  expect(found && [...found.members]).toEqual([["secretOfLife", { type: { kind: "number" }, optional: false }]]);
  expect(["Top", "box.Lid", "box.Lid.Hinge", "box.Hinge"].map((path) => [...(found?.interfaceOf(path)?.keys() ?? [])])).toEqual([
    ["name"],
    ["size"],
    ["kind"],
    [],
  ]);
});

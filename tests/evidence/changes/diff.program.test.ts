import { describe, expect, test } from "vitest";
import type { Change } from "../../../evidence/changes/change.ts";
import { diffReports } from "../../../evidence/changes/diff.ts";
import { buildReport } from "../../../evidence/report/build-report.ts";
import type { Edit } from "../holes/edit.ts";
import { evidenceOf, openHost, reportOf, waive, waiver } from "../report/reported.ts";

const r1 = "r1-distill-32b";
const kindsOf = (changes: readonly Change[]) => [...new Set(changes.map(({ kind, direction }) => `${kind} ${direction}`))].sort();
const about = (changes: readonly Change[], kind: Change["kind"]) =>
  changes.filter((one) => one.kind === kind).map(({ direction, text }) => `${direction}: ${text}`);

async function changed(change: (program: Edit) => void, stack = r1) {
  const [before, after] = [await reportOf(stack), await reportOf(stack, change)];
  return { forth: await diffReports(before, after), back: await diffReports(after, before) };
}

const bucketPolicy = (program: Edit, change: (statements: Record<string, unknown>[]) => void) => {
  const inputs = program.inputs("vault-bucket-policy", "BucketPolicy");
  const document = JSON.parse(inputs["policy"]);
  change(document.Statement);
  inputs["policy"] = JSON.stringify(document);
};

describe("nothing", () => {
  test.each([r1, "on-prem"])("is said of the same stack twice (%s)", async (stack) => {
    expect(await diffReports(await reportOf(stack), await reportOf(stack, () => {}))).toEqual([]);
  });

  test("is said of what is no matter of security, or a policy that is only written differently", async () => {
    const { forth } = await changed((program) => {
      for (const name of ["network-vpc", "cluster"])
        program.inputs(name, name === "cluster" ? "eks/cluster:Cluster" : "")["tags"] = { team: "other" };
      bucketPolicy(program, (statements) => statements.reverse());
    });
    expect(forth).toEqual([]);
  });
});

describe("paths", () => {
  test("a host that the internet reaches: the proof is refuted by a path, and turns back", async () => {
    const { forth, back } = await changed(openHost);
    expect(about(forth, "proof")[0]).toMatch(
      /^wider: proof no-way-in was proved and is refuted: Instance tunnel in .* is reached from the internet/,
    );
    expect(about(back, "proof").some((text) => text.startsWith("narrower: proof no-way-in was refuted and is proved"))).toBe(true);
    expect(kindsOf(forth)).toEqual(expect.arrayContaining(["control wider", "finding wider", "proof wider"]));
    expect(forth[0]?.direction).toBe("wider");
  });

  test("a client more is a path more", { tags: ["one-client-one-path-more"] }, async () => {
    const { forth, back } = await changed((program) => {
      program.add("aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple", "stranger", {
        vpcEndpointServiceId: program.output("private-link-service"),
        principalArn: "arn:aws:iam::999988887777:root",
      });
    });
    expect(about(forth, "path")[0]).toMatch(
      /^wider: new path from arn:aws:iam::999988887777:root .* to Internal load balancer .* on TCP 443, allowed by /,
    );
    expect(about(forth, "principal")).toEqual([
      "wider: arn:aws:iam::999988887777:root may request a connection to the endpoint service, by VpcEndpointServiceAllowedPrinciple stranger",
    ]);
    expect(about(back, "path")[0]).toMatch(/^narrower: path from arn:aws:iam::999988887777:root .* is closed$/);
  });

  test("a port more, a port less", async () => {
    const { forth, back } = await changed((program) => {
      program
        .inputs("modelkeep-on-prem-serving/grant-search", "NetworkPolicy")
        ["spec"]["ingress"][0]["ports"].push({ port: 9901, protocol: "TCP" });
    }, "on-prem");
    expect(about(forth, "port")).toEqual([
      expect.stringMatching(
        /^wider: from Client search .*: ports were TCP 8443 and are TCP 8443,9901, allowed by NetworkPolicy modelkeep-on-prem-serving\/grant-search$/,
      ),
    ]);
    expect(about(back, "port")).toEqual([expect.stringMatching(/^narrower: .*ports were TCP 8443,9901 and are TCP 8443$/)]);
  });

  test("an endpoint more is a service more that is called, and a policy more", async () => {
    const { forth } = await changed((program) => {
      program.add("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoints-sqs", {
        ...structuredClone(program.inputs("endpoints-ec2", "VpcEndpoint")),
        serviceName: "com.amazonaws.eu-central-1.sqs",
      });
    });
    expect(about(forth, "path")).toContainEqual(expect.stringMatching(/^wider: VPC endpoints were .* and are .*sqs/));
    expect(about(forth, "policy")).toContain("wider: new policy: VpcEndpoint endpoints-sqs, policy");
  });
});

describe("policies", () => {
  test("one that lets somebody else in is wider, with a request that shows it", { tags: ["wider-policy-with-request"] }, async () => {
    const { forth, back } = await changed((program) =>
      bucketPolicy(program, (statements) =>
        statements.push({
          Sid: "Partner",
          Effect: "Allow",
          Principal: { AWS: "999988887777" },
          Action: "s3:GetBucketTagging",
          Resource: "*",
        }),
      ),
    );
    expect(about(forth, "policy")).toEqual([
      expect.stringMatching(
        /^wider: BucketPolicy vault-bucket-policy, policy allows what it did not before, for example s3:getbuckettagging on .* by arn:aws:iam::999988887777:/,
      ),
    ]);
    expect(about(back, "policy")).toEqual([
      expect.stringMatching(/^narrower: BucketPolicy vault-bucket-policy, policy no longer allows, for example s3:getbuckettagging/),
    ]);
    expect(about(forth, "principal")).toEqual([
      "wider: 999988887777 may what the policy allows, by BucketPolicy vault-bucket-policy, policy",
    ]);
  });

  test("a denial less is wider too", async () => {
    const { forth } = await changed((program) =>
      bucketPolicy(program, (statements) =>
        statements.splice(
          statements.findIndex(({ Effect }) => Effect === "Deny"),
          1,
        ),
      ),
    );
    expect(about(forth, "policy")[0]).toMatch(/^wider: BucketPolicy vault-bucket-policy, policy allows what it did not before/);
  });

  test("one that is gone guards no more", async () => {
    const { forth } = await changed((program) => program.remove("vault-bucket-policy", "BucketPolicy"));
    expect(about(forth, "policy")).toContain("wider: policy is gone: BucketPolicy vault-bucket-policy, policy");
  });

  test("one that cannot be read is told, and not passed over", async () => {
    const { forth } = await changed((program) =>
      bucketPolicy(program, (statements) => Object.assign(statements[0]!, { Effect: "Perhaps" })),
    );
    expect(about(forth, "policy")).toEqual([
      expect.stringMatching(/^other: BucketPolicy vault-bucket-policy, policy has changed, and cannot be compared: .*Perhaps/),
    ]);
  });
});

describe("what judges", () => {
  test("a rule that is gone, or advises where it stopped, is weaker", { tags: ["weaker-judge-told"] }, async () => {
    const evidence = await evidenceOf(r1);
    const rules = evidence.rules
      .filter(({ name }) => name !== "aws-ec2-vpc-flow-log")
      .map((rule) => (rule.name === "aws-eks-cluster-private-endpoint" ? { ...rule, enforcement: "advisory" as const } : rule));
    const [before, after] = [buildReport(evidence), buildReport({ ...evidence, rules })];
    expect(about(await diffReports(before, after), "rule")).toEqual([
      "wider: rule aws-ec2-vpc-flow-log is gone: Each VPC has a flow log.",
      "wider: rule aws-eks-cluster-private-endpoint was mandatory and is advisory",
    ]);
    expect(kindsOf(await diffReports(after, before))).toEqual(["rule narrower"]);
  });

  test("a waiver: new, prolonged, run out, gone", async () => {
    const held = (program: Edit) => waive(program, waiver);
    const { forth, back } = await changed(held);
    expect(about(forth, "waiver")).toEqual([
      `wider: new waiver of ${waiver.rule} for gpu-pool by ${waiver.owner}, until ${waiver.expires}: ${waiver.reason}`,
    ]);
    expect(about(back, "waiver")).toEqual([`narrower: waiver of ${waiver.rule} for gpu-pool is gone`]);
    const longer = await diffReports(
      await reportOf(r1, held),
      await reportOf(r1, (program) => waive(program, { ...waiver, expires: "2028-01-31" })),
    );
    expect(about(longer, "waiver")).toEqual([expect.stringMatching(/^wider: .*until 2027-01-31: .* and is .*until 2028-01-31: /)]);
    const later = await diffReports(await reportOf(r1, held), await reportOf(r1, held, { today: "2027-02-01" }));
    expect(about(later, "waiver")).toEqual([`other: waiver of ${waiver.rule} for gpu-pool was in force and is expired`]);
    expect(about(later, "finding").some((text) => text.includes("mandatory violation of modelkeep-waivers"))).toBe(true);
  });

  test("a proof that is gone is weaker", async () => {
    const evidence = await evidenceOf(r1);
    const without = buildReport({ ...evidence, proofs: evidence.proofs.filter(({ id }) => id !== "no-way-out") });
    expect(about(await diffReports(buildReport(evidence), without), "proof")).toEqual([
      expect.stringMatching(/^wider: proof no-way-out is gone: /),
    ]);
  });
});

test("another image is different, and neither wider nor narrower", async () => {
  const { forth } = await changed((program) => {
    const spec = program.inputs("modelkeep-r1-distill-32b-serving/model-server", "Deployment")["spec"]["template"]["spec"];
    for (const container of spec.initContainers)
      if (container.name === "front-door") container.image = container.image.replace(/.{8}$/, "00000000");
  });
  expect(about(forth, "image")).toEqual([
    expect.stringMatching(/^other: new image .*00000000, run by Deployment\/model-server: front-door$/),
    expect.stringMatching(/^other: image .* is gone$/),
  ]);
});

import { describe, expect, test } from "vitest";
import { buildReport } from "../../../evidence/report/build-report.ts";
import { reportSchema } from "../../../evidence/report/model/report.ts";
import { jsonReport } from "../../../evidence/report/render/json.ts";
import { day, evidenceOf, examples, kit, openHost, reportOf, settings, troubled, waive, waiver } from "./reported.ts";

const r1 = "r1-distill-32b";
const statesOf = ({ controls }: Awaited<ReturnType<typeof reportOf>>) => Object.fromEntries(controls.map(({ id, state }) => [id, state]));

describe.each(examples)("the report of %s", (stack) => {
  test("is what its schema says, and has the shape that can be approved", async () => {
    const report = await reportOf(stack);
    expect(reportSchema.parse(report)).toEqual(report);
    expect([report.verdict.state, report.counts.proofs.refuted, report.counts.findings.mandatory]).toEqual(["shape only", 0, 0]);
    expect(report.controls.map(({ id }) => id)).toEqual(Array.from({ length: 21 }, (_, i) => `D${i + 1}`));
    expect(report.proofs.length).toBeGreaterThan(3);
    expect(report.flows.flows.length).toBeGreaterThan(1);
    expect(report.flows.unknown).toEqual([]);
  });

  test("is the same text for the same evidence, and of another day differs in its day alone", async () => {
    const [one, other] = [jsonReport(await reportOf(stack)), jsonReport(await reportOf(stack, undefined, { today: "2030-01-01" }))];
    expect(jsonReport(await reportOf(stack, () => {}))).toBe(one);
    expect(other.replaceAll("2030-01-01", day)).toBe(one);
    expect(JSON.parse(one)).toEqual(await reportOf(stack));
  });
});

test("the day, the settings and the release always stand in the report", async () => {
  const report = await reportOf("on-prem");
  expect([report.asOf, report.settings, report.release.kit]).toEqual([day, settings, kit]);
  expect(report.release.sentence).toBe("Unmodified release 1.2.3.");
});

test("every control of the keep on AWS is enforced but those of which something is advised or not enforced yet", async () => {
  const states = statesOf(await reportOf(r1));
  expect(Object.entries(states).filter(([, state]) => state !== "enforced")).toEqual([
    ["D10", "partly"],
    ["D15", "partly"],
  ]);
});

test("on an existing cluster the controls of the AWS half are not covered, and the verdict says which", async () => {
  const report = await reportOf("on-prem");
  const uncovered = report.controls.filter(({ state }) => state === "not covered").map(({ id }) => id);
  expect(uncovered).toEqual(["D7", "D13", "D14", "D19", "D21"]);
  expect(report.verdict.sentence).toMatch(/; 5 controls are not covered here\.$/);
  expect(report.verdict.steps).toContainEqual(expect.stringContaining("D7, D13, D14, D19, D21"));
});

test("a refuted proof and violations turn the verdict, and the controls that they stand for", async () => {
  const report = await troubled();
  expect(report.verdict.state).toBe("reject");
  expect(report.verdict.sentence).toMatch(
    /^Do not approve: 1 proof is refuted by a path that is open and \d+ mandatory violations are neither fixed nor waived\.$/,
  );
  expect(report.verdict.steps[0]).toContain("Instance tunnel in network-endpoints-eu-central-1a is reached from the internet");
  expect(statesOf(report)).toMatchObject({ D1: "broken", D2: "broken", D7: "enforced" });
  expect(report.controls.find(({ id }) => id === "D1")?.reason).toMatch(/^does not hold: no-way-in, /);
});

test("a waiver is in force, unused or expired, and only with the first nothing is to be mended", async () => {
  const waived = await reportOf(r1, (program) => waive(program, waiver));
  expect([waived.verdict.state, waived.waivers[0]?.state, waived.counts.findings.waived]).toEqual(["shape only", "in force", 1]);
  expect(waived.verdict.sentence).toContain(", with 1 waiver.");
  expect(waived.controls.find(({ id }) => id === "D15")?.waivers).toEqual([
    { rule: waiver.rule, resource: "gpu-pool", expires: waiver.expires },
  ]);
  const unused = await reportOf(r1, (program) => waive(program, { ...waiver, rule: "aws-ec2-vpc-flow-log", resource: "network-vpc" }));
  expect([unused.verdict.state, unused.waivers[0]?.state]).toEqual(["reject", "unused"]);
  const expired = await reportOf(r1, (program) => waive(program, { ...waiver, expires: "2026-11-24" }));
  expect([expired.verdict.state, expired.waivers[0]?.state]).toEqual(["reject", "expired"]);
});

test("a control whose every violation is waived is waived", async () => {
  const report = await reportOf(r1, (program) => {
    for (const pool of ["gpu-pool", "system-pool"]) program.inputs(pool, "NodeGroup")["releaseVersion"] = "1.62.1-a3f4b5c6";
    program.inputs("cluster", "eks/cluster:Cluster")["deletionProtection"] = false;
    waive(program, { ...waiver, rule: "aws-eks-cluster-deletion-protection", resource: "cluster" });
  });
  expect(statesOf(report)).toMatchObject({ D14: "waived", D15: "enforced" });
});

test("a control that no rule and no proof stands for is never enforced, whatever else holds", async () => {
  const evidence = await evidenceOf(r1);
  for (const id of ["D1", "D9", "D16"]) {
    const without = {
      ...evidence,
      rules: evidence.rules.filter(({ controls }) => !controls.includes(id)),
      proofs: evidence.proofs.filter(({ controls }) => !controls.includes(id)),
    };
    const control = buildReport(without).controls.find((one) => one.id === id);
    expect([control?.state, control?.reason]).toEqual(["not covered", "no rule of the pack and no proof covers it"]);
  }
});

test("evidence of nothing is rejected", async () => {
  const evidence = await evidenceOf("on-prem");
  expect(buildReport({ ...evidence, proofs: [] }).verdict).toMatchObject({
    state: "reject",
    sentence: expect.stringContaining("nothing was proved"),
  });
  const empty = { ...evidence, preview: { ...evidence.preview, resources: [] }, findings: [] };
  expect(buildReport(empty).verdict).toMatchObject({
    state: "reject",
    sentence: expect.stringContaining("no rule had anything to evaluate"),
  });
});

test("a rule that the configuration switches off, or makes advisory, is reported as such", async () => {
  const config = { "aws-ec2-vpc-flow-log": "disabled", "aws-ec2-internet-gateway-none": "advisory" };
  const report = await reportOf(r1, openHost, { config });
  expect(report.rules.some(({ name }) => name === "aws-ec2-vpc-flow-log")).toBe(false);
  expect(report.rules.find(({ name }) => name === "aws-ec2-internet-gateway-none")).toMatchObject({
    enforcement: "advisory",
    outcome: "advised",
  });
});

import { expect, test } from "vitest";
import { reportOf } from "../reported.ts";

const entry = ({ frameworks }: Awaited<ReturnType<typeof reportOf>>, key: string, id: string) =>
  frameworks.find((one) => one.key === key)?.entries.find((one) => one.id === id);

test("every id that the controls map is there once, in the order of its numbers", async () => {
  for (const { entries } of (await reportOf("r1-distill-32b")).frameworks) {
    const ids = entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(entries.every(({ controls }) => controls.length > 0)).toBe(true);
  }
  const fsbp = (await reportOf("r1-distill-32b")).frameworks.find(({ key }) => key === "fsbp")!.entries.map(({ id }) => id);
  expect(fsbp.indexOf("EC2.9")).toBeLessThan(fsbp.indexOf("EC2.10"));
});

test("an id that rules name goes by them: enforced, broken, or not covered where they had nothing to judge", async () => {
  const [aws, existing] = [await reportOf("r1-distill-32b"), await reportOf("on-prem")];
  expect(entry(aws, "cisEks", "5.4.2")).toMatchObject({ state: "enforced", basis: "rules", rules: ["aws-eks-cluster-private-endpoint"] });
  expect(entry(existing, "cisEks", "5.4.2")).toMatchObject({ state: "not covered", basis: "rules" });
  const open = await reportOf("r1-distill-32b", (program) => {
    program.inputs("cluster", "eks/cluster:Cluster")["vpcConfig"]["endpointPublicAccess"] = true;
  });
  expect(entry(open, "cisEks", "5.4.2")?.state).toBe("broken");
});

test("a check that no rule names is partly at best; a wide aim goes by its controls", {
  tags: ["framework-coverage-by-controls"],
}, async () => {
  const { frameworks } = await reportOf("r1-distill-32b");
  const named = frameworks.flatMap(({ key, entries }) => entries.map((one) => ({ key, ...one })));
  const checks = named.filter(({ key, basis }) => basis === "controls" && ["cisEks", "fsbp"].includes(key));
  expect(checks.length).toBeGreaterThan(0);
  expect(checks.filter(({ state }) => state === "enforced")).toEqual([]);
  expect(named.filter(({ key, state }) => key === "owaspLlm" && state === "enforced").length).toBeGreaterThan(0);
});

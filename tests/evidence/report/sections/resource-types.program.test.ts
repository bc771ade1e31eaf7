import { expect, test } from "vitest";
import { reportOf } from "../reported.ts";

const row = ({ types }: Awaited<ReturnType<typeof reportOf>>, type: string) => types?.rows.find((one) => one.type === type);

test.each(["on-prem", "r1-distill-32b"])("every type of %s is judged or harmless", async (stack) => {
  const { types } = await reportOf(stack);
  expect([types?.unknown, types?.own, types?.forbidden]).toEqual([0, 0, 0]);
  expect(types!.judged + types!.harmless).toBe(types!.rows.length);
  expect(types!.rows.length).toBeGreaterThan(10);
});

test("an unknown type, one the user's responsibility and a refused one are told apart", { tags: ["types-told-apart"] }, async () => {
  const [unknown, own, refused] = ["aws:ssm/association:Association", "aws:sqs/queue:Queue", "aws:ec2/internetGateway:InternetGateway"];
  const report = await reportOf(
    "r1-distill-32b",
    (program) => {
      for (const type of [unknown, own, refused]) program.add(type, `more-${type.split(":").at(-1)}`, {});
      program.add(unknown, "another", {});
    },
    { config: { "stack-known-types": { types: [`${own} holds no prompts; reviewed`] } } },
  );
  expect(row(report, unknown)).toEqual({ type: unknown, state: "unknown", resources: 2, by: "not evaluated by anything here" });
  expect(row(report, own)).toEqual({ type: own, state: "own", resources: 1, by: "holds no prompts; reviewed" });
  expect(row(report, refused)).toMatchObject({ state: "forbidden", by: "aws-ec2-internet-gateway-none" });
  expect(report.types).toMatchObject({ unknown: 1, own: 1, forbidden: 1 });
});

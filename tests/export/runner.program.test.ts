import { expect, test } from "vitest";
import { terraformPlan } from "../../export/terraform-plan.ts";
import { symbolicDemoWithRunner } from "../support/symbolic-demo-with-runner.ts";
import { expectNothingLost } from "./nothing-lost.ts";

test("a keep with builds inside the VPC is exported whole, its project under Terraform's names", async () => {
  const symbolic = await symbolicDemoWithRunner();
  expectNothingLost(symbolic);
  const changes = terraformPlan(symbolic).resource_changes as { address: string; change: { after: unknown } }[];
  expect(changes.find(({ address }) => address === "aws_codebuild_project.runner")?.change.after).toMatchObject({
    environment: [{ privileged_mode: false, image_pull_credentials_type: "SERVICE_ROLE" }],
    artifacts: [{ type: "NO_ARTIFACTS" }],
    logs_config: [{ cloudwatch_logs: [{ status: "ENABLED" }] }],
  });
});

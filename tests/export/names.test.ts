import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("names of Terraform are those of the AWS provider in use (npm run generate -- --provider aws-names)", () => {
  const { source } = JSON.parse(readFileSync("export/aws-names.json", "utf8"));
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(source).toContain(`pulumi-resource-aws ${dependencies["@pulumi/aws"]},`);
});

import { expect, test } from "vitest";
import { summaryLines } from "../../../cli/view/summary.ts";
import type { Preview } from "../../../engine/preview.ts";
import { plain } from "../../../terminal/paint.ts";
import { resource } from "./resource.ts";

function preview(resources: Preview["resources"]): Preview {
  return { project: "p", stack: "dev", resources, outputs: {}, durationSeconds: 1, diagnostics: [] };
}

test("counts by kind and names what is protected and retained", () => {
  const made = preview([
    resource({ type: "pulumi:pulumi:Stack", custom: false, parent: undefined }),
    resource({ type: "pulumi:providers:aws", name: "home" }),
    resource({ type: "aws:ec2/vpc:Vpc", name: "main" }),
    resource({ type: "aws:kms/key:Key", name: "logs", protect: true }),
    resource({ type: "aws:kms/key:Key", name: "vault", protect: true, retainOnDelete: true }),
    resource({ type: "aws:logs:Group", name: "audit", retainOnDelete: true }),
    resource({ type: "aws:ec2/vpc:Vpc", name: "shared", readId: "vpc-1" }),
    resource({ type: "p:a:Vault", name: "vault", custom: false, protect: true }),
  ]);
  expect(summaryLines(made, 100, plain)).toEqual([
    "Resources:",
    "    + 7 to create: 4 resources, 2 components, 1 provider",
    "    > 1 to read",
    "    2 aws:ec2:Vpc, 2 aws:kms:Key, 1 aws:logs:Group, 1 pulumi:providers:aws",
    "",
    "Protected and retained (Pulumi refuses to delete them, and leaves them in place when unprotected):",
    "    aws:kms:Key vault",
    "",
    "Protected (Pulumi refuses to delete or replace them):",
    "    aws:kms:Key logs",
    "",
    "Retained (left in place when removed from the stack):",
    "    aws:logs:Group audit",
  ]);
});

test("long lists are broken to the width, and lose nothing", () => {
  const keys = Array.from({ length: 40 }, (_, index) => resource({ name: `key-number-${index}`, protect: true }));
  const lines = summaryLines(preview(keys), 60, plain);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  for (const { name } of keys) expect(lines.join("\n")).toMatch(new RegExp(`${name}(,|$)`, "m"));
});

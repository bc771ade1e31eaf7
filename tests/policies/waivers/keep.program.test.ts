import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { previewInProcess } from "../../../engine/in-process/preview.ts";
import { judge } from "../../../policies/judge/judge.ts";
import { rules } from "../../../policies/rules.ts";

const root = resolve(import.meta.dirname, "../../..");
const fixture = join(root, "tests/fixtures/broken-keep");
const stackOf = (example: string) => `waived-${example}`;
const examples = ["demo", "laptop"] as const;

afterAll(() => {
  for (const example of examples) rmSync(join(fixture, `Pulumi.${stackOf(example)}.yaml`), { force: true });
});

const breaks = {
  demo: { waived: ["aws-kms-key-deletion-window"], resource: "keys-vault", broken: "keys-vault | Key | deletionWindowInDays | 7" },
  laptop: {
    // An object of the keep that is to be otherwise breaks the rule that knows it field by field as well.
    waived: ["kubernetes-pod-known-shape", "kubernetes-pod-no-service-links"],
    resource: "modelkeep-waived-laptop-serving/model-server",
    broken: "modelkeep-waived-laptop-serving/model-server | Deployment | spec template spec enableServiceLinks | true",
  },
} as const;

test.each([...examples])("the waivers in a keep's settings reach the rules: %s", async (example) => {
  const { waived, resource, broken } = breaks[example];
  const signed = { resource, reason: "a bench that lives for a week", owner: "security@example.com", expires: "2999-12-31" };
  const waivers = waived.map((rule) => ({ rule, ...signed }));
  const settings = readFileSync(join(root, `examples/Pulumi.${example}.yaml`), "utf8").trimEnd();
  writeFileSync(join(fixture, `Pulumi.${stackOf(example)}.yaml`), `${settings}\n    waivers: ${JSON.stringify(waivers)}\n`);
  const { resources } = await previewInProcess({ root: fixture, stack: stackOf(example), env: { BROKEN_KEEP: broken } });
  const findings = judge(resources, { rules, today: "2026-11-25" });
  expect(
    findings
      .filter(({ kind, enforcement }) => kind === "waived" || enforcement === "mandatory")
      .map((one) => [one.kind, one.rule, one.resource])
      .sort(),
  ).toEqual(waived.map((rule) => ["waived", rule, resource]));
});

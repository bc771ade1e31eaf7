import { rmSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { previewInProcess } from "../../../engine/in-process/preview.ts";
import { judge } from "../../../policies/judge/judge.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { rules } from "../../../policies/rules.ts";
import { put } from "../../infra/settings/good-settings.ts";
import { variantFolder } from "../../support/variant-folder.ts";
import { previewed } from "../previews.ts";
import { next, severalOnAws } from "./several-models.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** The whole program with two models on AWS, one of them in two versions, previewed. */
async function previewedOnAws(): Promise<readonly SubjectSource[]> {
  const settings = severalOnAws(put("models.code.capacity.replicas", { min: 1, max: 2 }), next("models.chat", "both"));
  const file = stringify({ config: { "pulumi:disable-default-providers": ["aws", "kubernetes"], "modelkeep:keep": settings } });
  const folder = variantFolder("two", file);
  folders.push(folder);
  return (await previewInProcess({ root: folder, stack: "two" })).resources;
}

const mandatory = (stack: readonly SubjectSource[]) =>
  judge(stack, { rules, today: "2026-11-29" })
    .filter(({ enforcement }) => enforcement === "mandatory")
    .map(({ rule, resource, path, message }) => `${rule} ${resource} ${path}: ${message}`);

test("a keep with two models in a cluster breaks no mandatory rule", async () => {
  expect(mandatory(await previewed("several-models"))).toEqual([]);
});

test("a keep with two models on AWS, one in two versions, breaks no mandatory rule, and each of its ports is known", async () => {
  const stack = await previewedOnAws();
  expect(mandatory(stack)).toEqual([]);
  const listeners = stack.filter(({ type }) => type === "aws:lb/listener:Listener");
  expect(listeners.map(({ inputs }) => inputs["port"]).sort()).toEqual([1443, 443]);
  // A listener before no front door, and a front door before which there is no listener.
  const moved = (type: string, name: string, to: Record<string, unknown>) =>
    mandatory(stack.map((one) => (one.type === type && one.name === name ? { ...one, inputs: { ...one.inputs, ...to } } : one)));
  expect(moved("aws:lb/listener:Listener", "private-link-tls-1443", { port: 1444 })).toEqual([
    expect.stringMatching(/^aws-lb-listener-tls private-link-tls-1443 port/),
  ]);
  const targets = moved("aws:lb/targetGroup:TargetGroup", "private-link-door-1443", { port: 31444 });
  expect(targets.map((line) => line.split(" ")[0])).toEqual(
    expect.arrayContaining(["aws-lb-listener-tls", "kubernetes-service-internal", "kubernetes-service-known-shape"]),
  );
});

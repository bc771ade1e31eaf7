import { describe, expect, test } from "vitest";
import { judge } from "../../../policies/judge/judge.ts";
import { leftOut, orLeftOut } from "../../../policies/keep/left-out.ts";
import { Reading } from "../../../policies/rule/reading.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { rules } from "../../../policies/rules.ts";
import { examine } from "../../../policies/shape/examine.ts";
import { edited, type Path } from "../edit.ts";
import { previewed } from "../previews.ts";

/** Where the fields stand in the laptop's keep, which has all of them empty. */
const pod = ["spec", "template", "spec"] as const;
/** The server of an example. */
const serverOf = (example: string) => `modelkeep-${example}-serving/model-server`;
const server = serverOf("laptop");

const mandatory = (stack: readonly SubjectSource[]) =>
  judge(stack, { rules, today: "2026-11-29" })
    .filter(({ enforcement }) => enforcement === "mandatory")
    .map(({ rule, path }) => `${rule} ${path}`);

const without = (stack: readonly SubjectSource[], name: string, type: string, path: Path, to?: unknown) =>
  stack.map((one) =>
    one.name === name && one.type.endsWith(`:${type}`) ? { ...one, inputs: edited(one.inputs, path, to) as Record<string, unknown> } : one,
  );

/** Place of the variable that is empty. */
const variable = (stack: readonly SubjectSource[]): Path => {
  const inputs = stack.find(({ name, type }) => name === server && type.endsWith(":Deployment"))!.inputs as never as {
    spec: { template: { spec: { containers: { env: { value?: string }[] }[] } } };
  };
  return [...pod, "containers", 0, "env", inputs.spec.template.spec.containers[0]!.env.findIndex(({ value }) => value === "")];
};

const fields = (stack: readonly SubjectSource[]): (readonly [name: string, type: string, path: Path])[] => [
  ["modelkeep-laptop-batch", "PriorityClass", ["globalDefault"]],
  ["modelkeep-laptop-serving", "PriorityClass", ["globalDefault"]],
  [stack.find(({ name }) => name.includes("/weights-lockfile-"))!.name, "ConfigMap", ["data"]],
  [server, "Deployment", [...variable(stack), "value"]],
  ...["hostIPC", "hostNetwork", "hostPID", "nodeSelector", "tolerations"].map((key) => [server, "Deployment", [...pod, key]] as const),
];

test("what the provider leaves out where it is empty may be missing, all of it", { tags: ["left-out-by-the-provider"] }, async () => {
  const stack = await previewed("laptop");
  const all = fields(stack);
  expect([...new Set(all.map(([, , path]) => path.at(-1)))].sort()).toEqual(Object.keys(leftOut).sort());
  expect(mandatory(stack)).toEqual([]);
  expect(mandatory(all.reduce<readonly SubjectSource[]>((left, one) => without(left, ...one), stack))).toEqual([]);
});

describe("what is missing stands for what is empty, and for nothing else", () => {
  test("its shape decides", { tags: ["left-out-only-where-empty"] }, () => {
    const said = (inputs: object) =>
      examine(new Reading(inputs, ""), { nodeSelector: orLeftOut("nodeSelector", { pool: "gpu" }) }).map(
        ({ path, message }) => `${path} ${message}`,
      );
    expect(said({ nodeSelector: { pool: "gpu" } })).toEqual([]);
    expect(said({})).toEqual(["nodeSelector.pool is missing"]);
    expect(said({ nodeSelector: {} })).toEqual(said({}));
  });

  test.each(["nodeSelector", "tolerations"])("%s that the keep's own policies count on", async (key) => {
    const stack = await previewed("demo");
    expect(mandatory(stack)).toEqual([]);
    expect(mandatory(without(stack, serverOf("demo"), "Deployment", [...pod, key])).length).toBeGreaterThan(0);
  });

  test("a lockfile, a value, a field that another object has by this name", async () => {
    const stack = await previewed("laptop");
    const named = (name: string) => stack.find((one) => one.name.startsWith(name))!.name;
    expect(
      mandatory(without(stack, named("modelkeep-laptop-serving/model-server-front-door"), "ConfigMap", ["data"])).length,
    ).toBeGreaterThan(0);
    const first = [...pod, "containers", 0, "env", 0, "value"];
    expect(mandatory(without(stack, server, "Deployment", first))).toContain(
      `kubernetes-pod-known-shape ${first.join(".")}`.replace(/\.(\d+)/g, "[$1]"),
    );
    expect(mandatory(without(stack, "modelkeep-laptop-batch", "PriorityClass", ["value"]))).toContain(
      "kubernetes-namespace-known-shape value",
    );
  });

  test.each(["automountServiceAccountToken", "enableServiceLinks", "shareProcessNamespace"])("%s: false", async (key) => {
    expect(mandatory(without(await previewed("laptop"), server, "Deployment", [...pod, key])).length).toBeGreaterThan(0);
  });

  test.each(["hostIPC", "hostNetwork", "hostPID"])("%s: true, or another empty value", async (key) => {
    const stack = await previewed("laptop");
    for (const value of [true, "", 0])
      expect(mandatory(without(stack, server, "Deployment", [...pod, key], value))).toContain(
        `kubernetes-pod-known-shape spec.template.spec.${key}`,
      );
  });
});

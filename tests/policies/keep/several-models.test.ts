import { describe, expect, test } from "vitest";
import { judge } from "../../../policies/judge/judge.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { UNKNOWN } from "../../../policies/rule/unknown.ts";
import { put } from "../../infra/settings/good-settings.ts";
import { after, ofModels, ofNodePorts, ofVersions } from "./mutations-of-several.ts";
import { exampleSettings, next, several, severalOnAws, stackOf } from "./several-models.ts";
import { shapeRules } from "./shape-rules.ts";

const said = (stack: readonly SubjectSource[]) =>
  judge(stack, { rules: shapeRules, today: "2026-11-29" }).map(
    ({ kind, rule, resource, path: at, message }) => `${kind} ${rule} ${resource} ${at}: ${message}`,
  );

const versions = ["current", "both", "next"] as const;
const other = { name: "DeepSeek-R1-Distill-Qwen-14B" };

describe("a keep with several models, or with two versions of one, has the known shapes", { tags: ["several-models-are-known"] }, () => {
  test("the example", () => {
    expect(said(several())).toEqual([]);
  });

  test("on AWS, with clients over PrivateLink", () => {
    expect(said(stackOf(severalOnAws(), "two"))).toEqual([]);
  });

  test.each(versions)("one model whose Service leads to: %s", (serves) => {
    expect(said(stackOf(exampleSettings("on-prem", next("model", serves)), "on-prem"))).toEqual([]);
    expect(said(stackOf(exampleSettings("r1-distill-32b", next("model", serves)), "r1"))).toEqual([]);
  });

  test.each(versions)("two models, of which one has a next version of another checkpoint: %s", (serves) => {
    const more = [put("models.chat.servedAs", "chat"), next("models.chat", serves, other)];
    expect(said(several(...more))).toEqual([]);
    expect(said(stackOf(severalOnAws(...more, next("models.code", serves)), "two"))).toEqual([]);
  });

  test("with replicas over several nodes, taints, and weights on claims of each model's own", () => {
    const more = [
      put("models.chat.name", "DeepSeek-R1"),
      put("models.chat.capacity", { gpus: { count: 8, memoryGiB: 141 }, nodesPerReplica: 2, replicas: { min: 1, max: 2 } }),
      put("models.chat.node", { vcpus: 192, memoryGiB: 2000 }),
      put("models.chat.tolerations", [{ key: "big", operator: "Exists" }]),
      put("models.chat.weights", { kind: "claim", claim: "big-weights" }),
      put("models.code.weights", { kind: "storage-class", storageClass: "fast" }),
      next("models.code", "both", other),
      put("models.code.servedAs", "code"),
    ];
    expect(said(several(...more))).toEqual([]);
    expect(said(several(...more, next("models.chat", "both")))).toEqual([]);
  });

  test("of three kinds of node", () => {
    const third = {
      name: "DeepSeek-R1-Distill-Qwen-1.5B",
      node: { vcpus: 8, memoryGiB: 48 },
      capacity: { gpus: { count: 1, memoryGiB: 24 }, replicas: { min: 1, max: 3 } },
    };
    expect(said(several(put("models.small", third), put("clients[0].models", ["chat", "small"])))).toEqual([]);
  });
});

const plan = "ConfigMap modelkeep-several-probes/probe-code data plan.json";

test("a plan that is not known leaves the probe of its model undecided", () => {
  const found = said(after(several(), `${plan} = ${JSON.stringify(UNKNOWN)}`));
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((line) => !/^undecided \S+ \S*probe-code/.test(line))).toEqual([]);
});

test("a plan that is missing, or that is none, leaves nothing of the other model undecided", () => {
  for (const edit of ["remove ConfigMap modelkeep-several-probes/probe-code", `${plan} = "none"`])
    expect(said(after(several(), edit)).filter((line) => /^undecided/.test(line) && !line.includes("probe-code"))).toEqual([]);
});

const removed = "remove Job modelkeep-several-probes/probe-code";
const saidOfReplicas = (replicas: unknown, ...edits: string[]) =>
  said(after(several(), `Deployment modelkeep-several-serving/code spec replicas = ${JSON.stringify(replicas)}`, ...edits));

describe("a model without replicas", { tags: ["no-probe-wanted-without-replicas"] }, () => {
  test("has no probe after a deployment, and one on a schedule", () => {
    expect(saidOfReplicas(0, removed)).toEqual([]);
    expect(saidOfReplicas(0)).toContainEqual(expect.stringMatching(/^violation kubernetes-keep-complete .*probe-code/));
    expect(saidOfReplicas(0, removed, "remove CronJob modelkeep-several-probes/probe-code")).toEqual([
      expect.stringMatching(/^violation kubernetes-keep-complete .* lacks CronJob modelkeep-several-probes\/probe-code/),
    ]);
  });

  test("has one after a deployment where the version that its Service leads to has replicas", () => {
    const withNext = (serves: "current" | "both" | "next") =>
      said(
        after(
          several(put("models.chat.servedAs", "chat"), next("models.chat", serves, other)),
          "Deployment modelkeep-several-serving/chat spec replicas = 0",
          "remove Job modelkeep-several-probes/probe-chat",
        ),
      );
    expect(withNext("current")).toEqual([]);
    for (const serves of ["both", "next"] as const)
      expect(withNext(serves)).toEqual([expect.stringMatching(/keep-complete .* lacks Job modelkeep-several-probes\/probe-chat/)]);
  });

  test("is not decided where their number is not known", () => {
    expect(saidOfReplicas(UNKNOWN, removed)).not.toEqual([]);
  });
});

describe("what somebody might do to a keep with several models is noticed", { tags: ["several-models-are-held-together"] }, () => {
  test.each(ofModels)("%s", (_, rule, ...edits) => {
    expect(noticed(several(), rule, edits)).toEqual([]);
  });

  test.each(ofVersions)("of two versions: %s", (_, rule, ...edits) => {
    expect(noticed(several(put("models.chat.servedAs", "chat"), next("models.chat", "both", other)), rule, edits)).toEqual([]);
  });

  test.each(ofNodePorts)("on AWS: %s", (_, rule, ...edits) => {
    expect(noticed(stackOf(severalOnAws(), "several"), rule, edits)).toEqual([]);
  });
});

/** Nothing where the rule alone says that the edits are a violation; else what all rules of shapes say, or that they say nothing. */
function noticed(stack: readonly SubjectSource[], rule: string, edits: readonly string[]): string[] {
  const found = said(after(stack, ...edits));
  const violated = found.some((line) => line.startsWith(`violation kubernetes-${rule} `));
  return violated ? [] : [`kubernetes-${rule} says nothing`, ...found];
}

import { describe, expect, test } from "vitest";
import { needsOf } from "../../../doctor/needs.ts";
import type { Snapshot } from "../../../doctor/snapshot.ts";
import type { ClusterKeep } from "../../../infra/settings/checked-keep.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import { asked, findingOf, settingsFor } from "../clusters.ts";

const serving = "modelkeep-on-prem-serving";
const rulesOf = (...read: Extract<Snapshot["othersRules"], { read: unknown }>["read"]) =>
  findingOf("rules of others", "talos", (snapshot) => {
    snapshot.othersRules = { read };
  });
const webhook = (...namespaces: { key: string; operator: string; values: string[] }[]) => ({
  kind: "webhook" as const,
  name: "guard/pods",
  namespaces,
});

const { raw, ...context } = asked(settingsFor("talos"));
const own = needsOf(parseKeep(raw, context) as ClusterKeep).own.flatMap(({ kind, name }) =>
  kind === "ResourceQuota" || kind === "LimitRange" ? [{ kind, name, namespace: serving } as const] : [],
);

describe("what others decide of the keep's pods is undecided", { tags: ["doctor-others-rules"] }, () => {
  const name = "kubernetes.io/metadata.name";
  test.each([
    ["a webhook for every namespace", webhook(), "undecided"],
    ["one for the keep's", webhook({ key: name, operator: "In", values: [serving] }), "undecided"],
    ["one for all but those of the system", webhook({ key: name, operator: "NotIn", values: ["kube-system"] }), "undecided"],
    [
      "one for a label that the keep's namespaces have",
      webhook({ key: "pod-security.kubernetes.io/enforce", operator: "Exists", values: [] }),
      "undecided",
    ],
    ["one for a label that they do not have", webhook({ key: "istio-injection", operator: "In", values: ["enabled"] }), "works"],
    ["a quota of others", { kind: "ResourceQuota" as const, name: "team", namespace: serving }, "undecided"],
    ["limits of others", { kind: "LimitRange" as const, name: "team", namespace: serving }, "undecided"],
  ])("%s", (_, rule, state) => expect(rulesOf(rule).state).toBe(state));

  test("the keep's own quotas and limits are not of others", () => {
    expect(own.length).toBeGreaterThan(1);
    expect(rulesOf(...own).state).toBe("works");
  });
  test("without any nothing is in the way", () => expect(rulesOf().state).toBe("works"));
  test("many are counted", () => expect(rulesOf(...Array.from({ length: 5 }, () => webhook())).seen).toMatch(/and 2 more$/));
});

test("a namespace that is being deleted takes nothing", () => {
  const found = findingOf("rules of others", "talos", (snapshot) => {
    snapshot.namespaces = { read: [{ name: serving, terminating: true }] };
  });
  expect(found).toMatchObject({ state: "fails", seen: `namespace ${serving} is being deleted` });
});

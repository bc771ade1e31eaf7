import { expect, test } from "vitest";
import { containersIn, podTemplatesOf } from "../../../../evidence/report/sections/workloads.ts";

const pod = (name: string) => ({ containers: [{ name, image: `${name}@sha256:1`, args: ["--uds=/run/server.sock"] }] });
const labelled = (name: string) => ({ metadata: { labels: { app: name } }, spec: pod(name) });

test.each<[string, Record<string, unknown>, string[]]>([
  ["a bare pod", { kind: "Pod", ...labelled("one") }, ["one"]],
  ["a Deployment", { kind: "Deployment", metadata: { labels: { app: "other" } }, spec: { template: labelled("one") } }, ["one"]],
  ["a CronJob", { kind: "CronJob", spec: { jobTemplate: { spec: { template: labelled("one") } } } }, ["one"]],
  [
    "a LeaderWorkerSet",
    { kind: "LeaderWorkerSet", spec: { leaderWorkerTemplate: { leaderTemplate: labelled("one"), workerTemplate: labelled("two") } } },
    ["one", "two"],
  ],
  ["a PodTemplate", { kind: "PodTemplate", template: labelled("one") }, ["one"]],
  ["no workload", { kind: "ConfigMap", data: { spec: "containers" } }, []],
])("the pods of %s are found with their labels and containers", { tags: ["pods-with-their-labels"] }, (_, inputs, names) => {
  expect(podTemplatesOf({ inputs })).toEqual(names.map((name) => ({ labels: { app: name }, spec: pod(name) })));
  expect(containersIn({ inputs }).map(({ name }) => name)).toEqual(names);
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import type { PreviewResource } from "../../engine/preview.ts";
import { judge } from "../../policies/judge/judge.ts";
import { rules } from "../../policies/rules.ts";
import { type CopiedProgram, copiedProgram, programRooms } from "../support/copied-program.ts";
import { symbolicExample } from "../support/symbolic-example.ts";

let copy: CopiedProgram;
beforeAll(() => {
  copy = copiedProgram([...programRooms, "package.json", "Pulumi.yaml", "examples/Pulumi.laptop.yaml"]);
});
afterAll(() => copy.remove());

/** What the laptop's stack is with this program. */
async function resources(program: string): Promise<PreviewResource[]> {
  writeFileSync(join(copy.folder, "infra/index.ts"), program);
  return (await previewInProcess({ root: copy.folder, stack: "laptop", draft: true })).resources;
}
const kept = async () => (await symbolicExample("laptop")).plain.resources;

test("a transform changes what it is meant to change, and nothing else", async () => {
  const found = await resources(`import { deployKeep } from "./api.ts";
export default deployKeep({
  transforms: [
    ({ type, props, opts }) =>
      type === "kubernetes:core/v1:Namespace" ? { props: { ...props, metadata: { ...props["metadata"], labels: { team: "ml" } } }, opts } : undefined,
  ],
});
`);
  const before = await kept();
  expect(found.map(({ urn }) => urn)).toEqual(before.map(({ urn }) => urn));
  const changed = found.filter(({ inputs }, i) => JSON.stringify(inputs) !== JSON.stringify(before[i]?.inputs));
  expect(changed.map(({ type }) => type)).toEqual(before.filter(({ type }) => type.endsWith(":Namespace")).map(({ type }) => type));
  for (const { inputs } of changed) expect((inputs["metadata"] as { labels: object }).labels).toEqual({ team: "ml" });
});

const waivers = ["kubernetes-keep-complete", "kubernetes-object-known-fields"]
  .map((rule) => `{rule: ${rule}, resource: modelkeep-laptop-serving/ours, reason: our own dashboards, owner: ml, expires: "2999-01-01"}`)
  .join(", ");

test("an object of one's own is one resource more, which the rules judge, and a waiver lets in", async () => {
  const stackFile = join(copy.folder, "examples/Pulumi.laptop.yaml");
  const settings = readFileSync(stackFile, "utf8");
  writeFileSync(stackFile, `${settings}    waivers: [${waivers}]\n`);
  const found = await resources(`import { deployKeep } from "./api.ts";
export default deployKeep({
  objects: [
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "ours" }, data: { a: "b" } },
    { apiVersion: "v1", kind: "Service", metadata: { name: "open" }, spec: { type: "LoadBalancer", ports: [{ port: 80 }], selector: { a: "b" } } },
  ],
});
`);
  writeFileSync(stackFile, settings);
  const before = new Set((await kept()).map(({ urn }) => urn));
  const more = found.filter(({ urn }) => !before.has(urn));
  expect(found.length - more.length).toBe(before.size);
  expect(more.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
    "kubernetes:core/v1:ConfigMap modelkeep-laptop-serving/ours",
    "kubernetes:core/v1:Service modelkeep-laptop-serving/open",
  ]);
  const findings = judge(found, { rules, today: "2026-11-25" });
  const ours = findings.filter(({ urn, kind }) => urn?.endsWith("/ours") && kind !== "waived");
  expect(ours.map(({ rule, kind }) => `${kind} of ${rule}`)).toEqual([]);
  const judged = findings.filter(({ rule, urn }) => rule === "kubernetes-keep-complete" && urn !== undefined);
  expect(judged.map(({ kind, urn }) => `${kind} ${urn?.split("::").pop()}`).sort()).toEqual([
    "violation modelkeep-laptop-serving/open",
    "waived modelkeep-laptop-serving/ours",
  ]);
});

test("an object that cannot stand there is one message, and nothing was created", async () => {
  await expect(
    resources(`import { deployKeep } from "./api.ts";
export default deployKeep({ objects: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x", namespace: "default" } }] });
`),
  ).rejects.toThrow("objects: v1 ConfigMap x is in namespace default; accepted: modelkeep-laptop-serving, or none; nothing was created");
});

const settings = `{
  model: { name: "DeepSeek-R1-Distill-Qwen-1.5B", contextTokens: 4096 },
  target: { kind: "existing", accelerator: "none", node: { vcpus: 6, memoryGiB: 24 }, weights: { kind: "volume", volume: "weights", accessMode: "ReadWriteOnce" } },
  capacity: {},
  images: { "vllm-cpu": "docker.io/vllm/vllm-openai-cpu@sha256:${"0123456789abcdef".repeat(4)}" },
}`;

test("the component takes what a stack file takes, and makes the same objects below itself", async () => {
  const found = await resources(`import { Keep } from "./api.ts";
export default new Keep("laptop", ${settings}).outputs;
`);
  const clientless = (name: string) => !/notebook/.test(name);
  const objects = (all: readonly PreviewResource[]) => all.filter(({ type, name }) => type.startsWith("kubernetes:") && clientless(name));
  expect(objects(found).map(({ name }) => name)).toEqual(objects(await kept()).map(({ name }) => name));
  const home = found.find(({ type }) => type === "modelkeep:index:Keep")!;
  expect(home.name).toBe("laptop");
  expect(found.find(({ type }) => type === "modelkeep:kubernetes:Keep")?.parent).toBe(home.urn);
});

test.each([
  ["wrong settings", `new Keep("laptop", { ...${settings}, capacity: { gpu: 1 } } as never);`, /capacity\.gpu: is not a setting/],
  [
    "a second keep",
    `new Keep("laptop", ${settings}); new Keep("other", ${settings});`,
    /Keep "other": this stack already has the keep "[^"]+"; accepted: one keep per stack/,
  ],
])("the component refuses %s", async (_what, program, message) => {
  await expect(resources(`import { Keep } from "./api.ts";\n${program}\n`)).rejects.toThrow(message);
});

test.each([
  ["{ transfroms: [] }", "deployKeep: there is no option transfroms; accepted: transforms, objects; nothing was created"],
  ["{ objects: {} }", "deployKeep: objects is not a list; accepted: a list; nothing was created"],
  ["{ transforms: [1] }", "deployKeep: transforms[0] is not a function; accepted: a Pulumi resource transform; nothing was created"],
])("options %s are one message", async (options, message) => {
  const program = `import { deployKeep } from "./api.ts";\nexport default deployKeep(${options} as never);\n`;
  await expect(resources(program)).rejects.toThrow(message);
});

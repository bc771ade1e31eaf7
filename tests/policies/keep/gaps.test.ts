import { beforeAll, expect, test } from "vitest";
import { judge } from "../../../policies/judge/judge.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { UNKNOWN } from "../../../policies/rule/unknown.ts";
import { rules } from "../../../policies/rules.ts";
import { edited } from "../edit.ts";
import { previewed } from "../previews.ts";

let keep: readonly SubjectSource[];

beforeAll(async () => {
  keep = await previewed("on-prem");
});

const complete = rules.filter(({ name }) => name === "kubernetes-keep-complete");
const said = (stack: readonly SubjectSource[]) =>
  judge(stack, { rules: complete, today: "2026-11-29" }).map(({ kind, resource, message }) => `${kind} ${resource}: ${message}`);

const object = (type: string, name: string, namespace: string | undefined, inputs: Record<string, unknown> = {}): SubjectSource => ({
  urn: `urn:pulumi:test::test::${type}::${name}`,
  type,
  name,
  inputs: { metadata: { name, ...(namespace !== undefined && { namespace }) }, ...inputs },
  protect: false,
});

const stranger = /^violation other: is not one of the keep's objects/;

test("nothing but the keep's objects stands in its namespaces and in those of the cluster", { tags: ["keep-strangers"] }, () => {
  expect(said(keep)).toEqual([]);
  for (const namespace of ["modelkeep-on-prem-serving", "modelkeep-on-prem-probes", "kube-system"])
    expect(said([...keep, object("kubernetes:core/v1:ConfigMap", "other", namespace)])).toEqual([expect.stringMatching(stranger)]);
  expect(said([...keep, object("kubernetes:core/v1:ConfigMap", "other", "team")])).toEqual([]);
});

test("a label or a name does not make an object the keep's own", { tags: ["keep-by-name-and-type"] }, () => {
  const server = keep.find(({ type }) => type.endsWith(":Deployment"))!;
  const renamed = (path: string[], to: string, type = server.type): SubjectSource => ({
    ...server,
    type,
    urn: `${server.urn}-other`,
    name: "other",
    inputs: edited(server.inputs, path, to) as Record<string, unknown>,
  });
  expect(said([...keep, renamed(["metadata", "name"], "other")])[0]).toMatch(stranger);
  expect(said([...keep, renamed(["metadata", "name"], "model-server", "kubernetes:apps/v1:StatefulSet")])[0]).toMatch(stranger);
  expect(said([...keep, renamed(["metadata", "namespace"], "modelkeep-on-prem-serving")])).toEqual([
    expect.stringMatching(/^violation other: exists twice/),
  ]);
});

test("a keep without one of its objects lacks it, whichever it is", { tags: ["keep-lacks"] }, () => {
  const objects = keep.filter(({ type }) => type.startsWith("kubernetes:"));
  const silent = objects.filter(({ urn }) => said(keep.filter((one) => one.urn !== urn)).length === 0).map(({ name }) => name);
  // Whose absence is another choice, or shows in what has to agree with it.
  expect(silent).toEqual([
    "modelkeep-on-prem-serving/front-door",
    "modelkeep-on-prem-serving/grant-search",
    "modelkeep-on-prem-serving/grant-support-bot",
  ]);
});

test("a model is served nowhere but in the keep", { tags: ["keep-server-elsewhere"] }, () => {
  const server = (namespace: string, image: string, command: unknown = ["vllm", "serve"]) =>
    object("kubernetes:apps/v1:Deployment", "other", namespace, {
      spec: { template: { spec: { containers: [{ name: "a", image, command }] } } },
    });
  expect(said([...keep, server("team", "a")])).toEqual([expect.stringMatching(/^violation other: serves a model outside of the keep/)]);
  expect(said([...keep, server("team", "a", UNKNOWN)])).toEqual([expect.stringMatching(/^undecided other: serves a model/)]);
  expect(said([server("team", "a")]).join()).toMatch(
    /lacks Namespace modelkeep-<keep>-serving.*ValidatingAdmissionPolicy modelkeep-<keep>-image-digest/,
  );
  expect(said([server("team", "a", ["sleep"])])).toEqual([]);
});

test("an object whose namespace is not known may stand in the keep's", { tags: ["keep-unknown-namespace"] }, () => {
  const unknown = object("kubernetes:core/v1:ConfigMap", "other", UNKNOWN);
  expect(said([...keep, unknown])).toEqual([expect.stringMatching(/^undecided other: is not one of the keep's objects/)]);
});

test("the server without its admission set is a violation", { tags: ["keep-without-admission"] }, () => {
  const bare = keep.filter(({ type }) => !type.includes("admissionregistration"));
  expect(said(bare)).toEqual([
    expect.stringMatching(
      /^violation .*lacks ValidatingAdmissionPolicy modelkeep-on-prem-image-digest, .*modelkeep-on-prem-namespace-labels/,
    ),
  ]);
});

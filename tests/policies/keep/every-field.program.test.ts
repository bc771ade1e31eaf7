import { expect, test } from "vitest";
import { judge } from "../../../policies/judge/judge.ts";
import { keepObjects } from "../../../policies/keep/objects.ts";
import { Stack } from "../../../policies/rule/stack.ts";
import { Subject, type SubjectSource } from "../../../policies/rule/subject.ts";
import { rules } from "../../../policies/rules.ts";
import { examine } from "../../../policies/shape/examine.ts";
import { everything } from "../../support/everything.ts";
import { previewed } from "../previews.ts";
import { everyEdit, lineOf, withEdit } from "./every-edit.ts";

const today = "2026-11-29";

/** Changes that the pack accepts, each with the reason: what the settings say in one place, and no other object has to agree with. */
const accepted: readonly { match: RegExp; why: string }[] = [
  { match: /^Deployment change spec progressDeadlineSeconds of/, why: "when a rollout is told to have failed; it goes on" },
  {
    match: /^Deployment (change|empty) spec replicas of/,
    why: "how many replicas is a setting; that there are two is advice of another rule",
  },
  {
    match: /^Deployment remove spec template spec runtimeClassName of/,
    why: "a setting; without one it is the class that the cluster has for everybody",
  },
  {
    match: /^Deployment change spec template spec volumes # secret secretName of/,
    why: "a setting, where the certificates are not cert-manager's",
  },
  {
    match: /^(Deployment|LeaderWorkerSet) remove metadata annotations( pulumi\.com\/patchForce)? of/,
    why: "whether Pulumi takes back what was scaled by hand",
  },
  {
    match: /^Service remove metadata annotations( pulumi\.com\/skipAwait)? of/,
    why: "whether Pulumi records what its watch has of a Service",
  },
  { match: /^Job remove metadata annotations( pulumi\.com\/waitFor)? of/, why: "how long Pulumi waits for the probe's end" },
  { match: /^Certificate change spec issuerRef (name|kind) of/, why: "a setting; the report names who issues" },
  { match: /max_concurrent_streams of/, why: "up to the requests that all clients together are granted, which has its own field" },
  {
    match:
      /^NetworkPolicy change spec ingress # from # namespaceSelector matchLabels kubernetes\.io\/metadata\.name of modelkeep-[a-z-]+-serving\/grant-/,
    why: "where a client lives is a setting; the exposure of a comparison shows it",
  },
  {
    match:
      /^(PriorityClass remove globalDefault|ConfigMap remove data|Deployment remove spec template spec (host(IPC|Network|PID)|nodeSelector|tolerations|containers # env # value)) of/,
    why: "empty, so that the provider leaves it out as well; the comparison with the release shows it in a preview",
  },
  {
    match:
      /^NetworkPolicy (add|change) spec egress # to # podSelector matchLabels (addedByNobody|k8s-app) of modelkeep-[a-z-]+-probes\/probe-to-dns/,
    why: "which pods of the cluster's own namespaces are its DNS is a setting; the comparison with the release shows it",
  },
  {
    match: /^NetworkPolicy (add|remove) spec egress # to # of (kube-system\/core-dns|modelkeep-demo-serving\/loader-to-vault)/,
    why: "a way less, or one that is there twice",
  },
];

/** Whether the changed object is no longer what the keep has; the quick question, which answers nearly all. */
function differs(stack: readonly SubjectSource[], { type, inputs, urn }: SubjectSource): boolean {
  const { objects } = keepObjects(new Stack(stack.filter((one) => /^(kubernetes|aws:s3\/bucket):/.test(one.type))));
  const { name, namespace } = inputs["metadata"] as { name?: string; namespace?: string };
  const shape = objects.find((object) => object.type === type && object.name === name && object.namespace === namespace)?.shape();
  const changed = stack.find((one) => one.urn === urn)!;
  return shape !== undefined && examine(new Subject(changed).at(), shape).some(({ kind }) => kind === "violation");
}

const keyOf = ({ rule, resource, path, message }: { rule: string; resource: string; path: string; message: string }) =>
  `${rule} ${resource} ${path} ${message}`;

const needed = new Set<string>();

/** What an object is but for the keep's name: the same object of two keeps is edited in the first. */
const textOf = ({ type, inputs }: SubjectSource, stack: string) => `${type} ${JSON.stringify(inputs).replaceAll(stack, "KEEP")}`;
const edited = new Set<string>();
let total = 0;

/** A landing tries the keep with most objects: what the others have beside is few, with many fields. */
test.each(["on-prem", ...(everything ? ["laptop", "demo", "several-models"] : [])])(
  "every change of every field of %s is noticed by the pack alone, or accepted for a reason",
  async (name) => {
    const stack = await previewed(name);
    const known = new Set(judge(stack, { rules, today }).map(keyOf));
    const objects = stack.filter((object) => object.type.startsWith("kubernetes:") && !edited.has(textOf(object, name)));
    for (const object of objects) edited.add(textOf(object, name));
    let tried = 0;
    const silent: string[] = [];
    for (const object of objects)
      for (const one of everyEdit(object.inputs)) {
        tried++;
        const changed = withEdit(stack, object, one);
        if (
          !differs(changed, object) &&
          !judge(changed, { rules, today }).some((finding) => finding.kind === "violation" && !known.has(keyOf(finding)))
        )
          silent.push(`${lineOf(object.type, one)} of ${object.name}`);
      }
    console.log(`${name}: ${tried} changes of ${objects.length} objects, ${tried - silent.length} noticed, ${silent.length} accepted`);
    total += tried;
    expect(objects.length).toBeGreaterThan(0);
    expect(silent.filter((line) => !accepted.some(({ match }) => match.test(line)))).toEqual([]);
    for (const one of accepted) if (silent.some((line) => one.match.test(line))) needed.add(one.why);
  },
);

test("there were as many changes as fields", () => {
  expect(edited.size).toBeGreaterThan(everything ? 100 : 70);
  expect(total).toBeGreaterThan(everything ? 50_000 : 15_000);
});

test("no reason is written down that nothing needs", (context) => {
  context.skip(!everything, "some are needed by other keeps: npm run test:all tries all of them");
  expect(accepted.filter(({ why }) => !needed.has(why)).map(({ match }) => match.source)).toEqual([]);
});

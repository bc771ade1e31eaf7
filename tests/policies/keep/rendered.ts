import { keepPhases } from "../../../charts/keep.ts";
import type { KeepSpecs } from "../../../charts/keep-spec.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";

/** An object of the charts as a preview has it. */
export function subjectOf(object: KubernetesObject): SubjectSource {
  const { apiVersion, kind, metadata } = object;
  const type = `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
  const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  const inputs = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
  return { urn: `urn:pulumi:test::test::${type}::${name}`, type, name, inputs, protect: false };
}

const bucket = (name: string): SubjectSource => ({
  urn: "urn:pulumi:test::test::aws:s3/bucket:Bucket::vault",
  type: "aws:s3/bucket:Bucket",
  name: "vault",
  inputs: { bucket: name },
  protect: true,
});

/** The Kubernetes half of a keep as a stack, with the bucket of its vault where it has one. */
export function renderedStack(specs: KeepSpecs): SubjectSource[] {
  const objects = keepPhases(specs, chartTexts()).flatMap((phase) => phase.objects.map(subjectOf));
  const [{ weights }] = specs;
  return weights.kind === "vault" ? [bucket(weights.bucket), ...objects] : objects;
}

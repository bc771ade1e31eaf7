import { describe, expect, test } from "vitest";
import type { PreviewResource } from "../../engine/preview.ts";
import { eksNodeGroupSizes } from "../../policies/aws/eks/node-group-sizes.ts";
import { Subject } from "../../policies/rule/subject.ts";
import { byType, covering } from "../diff/resources/covering.ts";
import { scriptedChanges } from "./change.ts";
import { changedStack } from "./changed-stack.ts";

// An update sends the old value of what is ignored, with new values beside it, and the service judges the whole: so this judges what is sent.

/** What an update sends of a resource: its inputs, with those of before where a change is ignored. */
function sent(before: PreviewResource | undefined, after: PreviewResource): Record<string, unknown> {
  const inputs = structuredClone(after.inputs);
  for (const path of after.ignoreChanges ?? []) {
    const keys = path.split(".");
    const last = keys.pop()!;
    const at = (object: Record<string, unknown> | undefined) =>
      keys.reduce<Record<string, unknown> | undefined>((inner, key) => inner?.[key] as Record<string, unknown> | undefined, object);
    const holder = at(inputs);
    if (before && holder) holder[last] = at(before.inputs)?.[last];
  }
  return inputs;
}

/** Sizes out of their order in what is sent. */
function refused(before: readonly PreviewResource[], after: readonly PreviewResource[]): string[] {
  const old = new Map(before.map((resource) => [resource.urn, resource]));
  return after
    .filter(({ type }) => eksNodeGroupSizes.types.includes(type))
    .flatMap((resource) => {
      const subject = new Subject({ ...resource, inputs: sent(old.get(resource.urn), resource) });
      return eksNodeGroupSizes.check(subject, {}).map(({ message }) => `${resource.name}: ${message}`);
    });
}

describe("what the update of a scripted change sends is accepted", () => {
  const changes = covering(scriptedChanges(), byType);
  test.each(changes)("$name", async ({ name, example }) => {
    const [before, after] = await Promise.all([changedStack(example), changedStack(example, name)]);
    expect(refused(before.preview.resources, after.preview.resources)).toEqual([]);
    expect(after.preview.resources.filter(({ ignoreChanges }) => ignoreChanges !== undefined)).toEqual([]);
  });

  test("and would not be, were the desired size left as it was", async () => {
    const { resources } = (await changedStack("demo")).preview;
    const grown = (ignoreChanges: string[]) =>
      resources.map((resource) =>
        resource.type === "aws:eks/nodeGroup:NodeGroup"
          ? { ...resource, ignoreChanges, inputs: { ...resource.inputs, scalingConfig: { minSize: 7, desiredSize: 7, maxSize: 8 } } }
          : resource,
      );
    expect(refused(resources, grown([]))).toEqual([]);
    expect(refused(resources, grown(["scalingConfig.desiredSize"]))).toContain("gpu-pool: is below minSize, which EKS refuses");
  });
});

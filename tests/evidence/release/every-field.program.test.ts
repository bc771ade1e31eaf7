import { resolve } from "node:path";
import { expect, test } from "vitest";
import type { PreviewResource } from "../../../engine/preview.ts";
import { readStackConfig } from "../../../engine/stack/config.ts";
import { readProject } from "../../../engine/stack/project.ts";
import { compare } from "../../../evidence/release/compare.ts";
import { renderAnew } from "../../../evidence/release/render.ts";
import type { RenderedObject } from "../../../evidence/release/rendering.ts";

const root = resolve(import.meta.dirname, "../../..");

type Holder = Record<string, unknown> | unknown[];

/** Every single change of a value: each field and item less, another, and one more; within texts that are JSON too. Each is taken back. */
function* everyChange(value: unknown, path = ""): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  const holder = value as Record<string, unknown>;
  if (Array.isArray(value)) {
    value.push("more");
    yield `${path}[+]`;
    value.pop();
  } else {
    holder["more"] = "more";
    yield `${path}.+`;
    delete holder["more"];
  }
  for (const key of Object.keys(holder)) {
    const own = holder[key];
    const here = `${path}.${key}`;
    holder[key] = typeof own === "boolean" ? !own : typeof own === "number" ? own + 1 : typeof own === "string" ? `${own}x` : "another";
    yield `${here} another`;
    holder[key] = own;
    if (!Array.isArray(value)) {
      delete holder[key];
      yield `${here} less`;
      holder[key] = own;
    }
    yield* everyChange(own, here);
    const inner = typeof own === "string" && /^\s*\{/.test(own) ? (JSON.parse(own) as Holder) : undefined;
    if (inner === undefined) continue;
    for (const change of everyChange(inner, here)) {
      holder[key] = JSON.stringify(inner);
      yield change;
      holder[key] = own;
    }
  }
}

const resource = ({ type, name }: RenderedObject, inputs: Record<string, unknown>): PreviewResource => ({
  urn: `urn:pulumi:x::modelkeep::${type}::${name}`,
  type,
  name,
  inputs,
  parent: undefined,
  custom: true,
  provider: "urn:pulumi:x::modelkeep::pulumi:providers:kubernetes::kubernetes::id",
  protect: false,
  retainOnDelete: false,
  dependencies: [],
});

test.each(["demo", "on-prem"])("no single change of any field of any object of %s passes", { tags: ["no-field-passes"] }, async (stack) => {
  const whole = renderAnew({ config: await readStackConfig(await readProject(root), stack), root, stack, deployed: false });
  if (whole.kind !== "rendered") throw new Error(whole.kind);
  // The objects alone: neither what the program says beside them, nor the way to a cluster that no preview of objects has.
  const { token: _, ...rendering } = { ...whole, groups: [] };
  const provider = {
    ...resource({ type: "pulumi:providers:kubernetes", name: "kubernetes", object: {} }, { ...rendering.provider }),
    provider: undefined,
  };
  let tried = 0;
  const passed: string[] = [];
  for (const rendered of rendering.objects) {
    const inputs = structuredClone(rendered.object) as Record<string, unknown>;
    const one = { ...rendering, objects: [rendered] };
    const differing = () => compare(one, { resources: [provider, resource(rendered, inputs)] }).length;
    expect(differing()).toBe(0);
    for (const change of everyChange(inputs)) {
      tried += 1;
      if (differing() === 0) passed.push(`${rendered.type}::${rendered.name} ${change}`);
    }
    // Each change was taken back, so that the next was tried alone.
    expect(differing()).toBe(0);
  }
  console.log(`${stack}: ${tried} changes of ${rendering.objects.length} objects`);
  expect([passed, tried > 5_000]).toEqual([[], true]);
});

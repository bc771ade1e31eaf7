import type aliasProto from "@pulumi/pulumi/proto/alias_pb.js";
import { qualifiedType, urnOf } from "./urn.ts";

/** The parts of a resource's URN, with the former URNs of its parent. */
export interface Named {
  type: string;
  name: string;
  parent: string | undefined;
  parentAliases: readonly string[];
}

/** Where the resource is registered. */
interface StackNames {
  stack: string;
  project: string;
}

/**
 * The URNs under which a state may have a resource: those that the program names, and those inherited from its parent's aliases, where a
 * child's name that begins with its parent's name began with the parent's former name.
 * Source: `generateAliases` and `inheritedChildAlias` of pulumi/pulumi, pkg/resource/deploy/step_generator.go.
 */
export function aliasesOf(given: readonly aliasProto.Alias[], own: Named, names: StackNames): string[] {
  const named = given.map((alias) => aliasUrn(alias, own, names));
  const inherited = own.parentAliases.flatMap((parentAlias) =>
    [urnOf(names.stack, names.project, own.type, own.name, own.parent), ...named].map((urn) => childOf(parentAlias, urn, own, names)),
  );
  const itself = urnOf(names.stack, names.project, own.type, own.name, own.parent);
  return [...new Set([...named, ...inherited])].filter((urn) => urn !== itself);
}

function aliasUrn(alias: aliasProto.Alias, own: Named, names: StackNames): string {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  const parent = spec.getNoparent() ? undefined : spec.getParenturn() || own.parent;
  return urnOf(
    spec.getStack() || names.stack,
    spec.getProject() || names.project,
    spec.getType() || own.type,
    spec.getName() || own.name,
    parent,
  );
}

function childOf(parentAlias: string, urn: string, { parent }: Named, { stack, project }: StackNames): string {
  const name = nameOf(urn);
  const parentName = nameOf(parent ?? "");
  const former = name.startsWith(parentName) ? `${nameOf(parentAlias)}${name.slice(parentName.length)}` : name;
  const type = qualifiedType(urn).split("$").pop()!;
  return urnOf(stack, project, type, former, parentAlias);
}

const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

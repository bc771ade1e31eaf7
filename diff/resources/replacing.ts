import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { awsReplacements } from "../../catalog/aws-replacements.ts";
import { kubernetesReplacements, replacedContents } from "../../catalog/kubernetes-replacements.ts";
import { packageOf } from "../../engine/in-process/urn.ts";
import type { PreviewResource } from "../../engine/preview.ts";
import { type PathPattern, parsePattern } from "./property-path.ts";
import { replacingOnCondition } from "./replacing-on-condition.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** A resource on both sides, with the configuration of its provider at the head. */
export interface Compared {
  before: PreviewResource;
  after: PreviewResource;
  /** Inputs of the provider; undefined for a default provider. */
  provider: Inputs | undefined;
}

/**
 * The inputs that cannot be updated in place: by the program's `replaceOnChanges`, and by what is known about the provider. For an unknown
 * provider, only the former.
 */
export function replacing(compared: Compared): PathPattern[] {
  const { type, replaceOnChanges = [] } = compared.after;
  return [...replaceOnChanges, ...ofProvider(type, compared)].flatMap((text) => {
    const pattern = parsePattern(text);
    return pattern ? [pattern] : [];
  });
}

function ofProvider(type: string, compared: Compared): readonly string[] {
  if (type === "pulumi:providers:kubernetes") return ofKubernetesProvider(compared.before.inputs, compared.after.inputs);
  if (packageOf(type) === "aws")
    return [
      ...(awsReplacements().types[type]?.replaces ?? []),
      ...replacingOnCondition(type, compared.before.inputs, compared.after.inputs),
    ];
  if (packageOf(type) === "kubernetes") return ofObject(type.slice("kubernetes:".length), compared);
  return [];
}

/** Lists of a type whose order is not significant. */
export function sets(type: string): PathPattern[] {
  const known = packageOf(type) === "aws" ? (awsReplacements().types[type]?.sets ?? []) : [];
  return known.map((text) => parsePattern(text)!);
}

function ofObject(kind: string, { after, provider = {} }: Compared): readonly string[] {
  const contents = replacedContents[kind];
  const stays = contents !== undefined && String(provider[contents.unless]) === "true" && after.inputs["immutable"] !== true;
  const fields = contents === undefined || stays ? (kubernetesReplacements[kind] ?? []) : contents.fields;
  return ["metadata.name", "metadata.namespace", ...fields];
}

/**
 * The cluster that a provider works on. Source: `DiffConfig` of pulumi/pulumi-kubernetes, provider/pkg/provider/provider.go at
 * 94977969d64112b04e19945818a7d5d5f38f631d, read 2026-11-25: with one identifier on both sides nothing replaces; without, another cluster
 * behind the kubeconfig does.
 */
function ofKubernetesProvider(before: Inputs, after: Inputs): readonly string[] {
  const [old, now] = [before["clusterIdentifier"], after["clusterIdentifier"]];
  if (now !== undefined && old === now) return [];
  const identifier = old !== undefined && now !== undefined ? ["clusterIdentifier"] : [];
  const [was, is] = [activeCluster(before), activeCluster(after)];
  const another = was !== undefined && is !== undefined && !isDeepStrictEqual(was, is) ? ["kubeconfig", "context", "cluster"] : [];
  return [...identifier, ...another, "renderYamlToDirectory"];
}

/** The current cluster in a kubeconfig; undefined where the provider has no kubeconfig, or the text does not contain one. */
function activeCluster({ kubeconfig, context, cluster }: Inputs): unknown {
  const config = record(typeof kubeconfig === "string" ? parsedYaml(kubeconfig) : kubeconfig);
  const named = (list: unknown, name: unknown) => record((Array.isArray(list) ? list : []).find((one) => record(one)["name"] === name));
  const active = record(named(config["contexts"], context ?? config["current-context"])["context"]);
  return named(config["clusters"], cluster ?? active["cluster"])["cluster"];
}

function parsedYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

const record = (value: unknown): Inputs => (typeof value === "object" && value !== null ? (value as Inputs) : {});

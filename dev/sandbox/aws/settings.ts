import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse, stringify } from "yaml";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import { awsNames, placeOf } from "../../../infra/aws/names.ts";
import { type MirroredImage, mirrorList } from "../../../infra/aws/vault/mirror-list.ts";
import { eksKeepSpecs } from "../../../infra/kubernetes/eks-keep-spec.ts";
import { type EksKeep, isOnAws } from "../../../infra/settings/checked-keep.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import { keepOf } from "../settings.ts";

const example = resolve(import.meta.dirname, "../../../examples/Pulumi.demo.yaml");

/** What a sandbox changes in the example `demo`. */
export interface AwsSandboxSettings {
  model: { name: string; lock: string };
  /** References with the digests of what was pushed, by name; before that, undefined. */
  images?: Readonly<Record<string, string>>;
}

/** The stack file of the example `demo` with the model and the images of a sandbox, and nothing else changed. */
export function awsStackFile({ model, images }: AwsSandboxSettings): string {
  const file = parse(readFileSync(example, "utf8")) as { config: Record<string, object> };
  const keep = file.config["modelkeep:keep"];
  return stringify({ config: { ...file.config, "modelkeep:keep": { ...keep, model, ...(images && { images }) } } });
}

/** What the settings of a keep on AWS say of it, before it is deployed. */
export interface AwsKeepFacts {
  account: string;
  region: string;
  /** Name of its EKS cluster. */
  cluster: string;
  /** Its bucket of weights. */
  vault: string;
  spec: KeepSpec;
  /** Namespace and name of its first client. */
  client: { name: string; namespace: string };
  images: readonly MirroredImage[];
}

/** @throws Error where the stack file is of no keep on AWS */
export function awsFacts(stackFile: string, stack: string, draft = false): AwsKeepFacts {
  const keep = parseKeep(keepOf(stackFile), { stack, now: new Date(), draft });
  if (!isOnAws(keep)) throw new Error("the stack file is of no keep on AWS; accepted: a target of kind eks");
  const { accountId: account, region } = keep.target;
  const { cluster, vault } = awsNames(placeOf(keep.name, keep.target));
  const [spec] = eksKeepSpecs(keep, () => undefined);
  return { account, region, cluster, vault, spec, client: clientOf(keep), images: mirrorList(keep) };
}

function clientOf({ served: [{ clients }] }: EksKeep): AwsKeepFacts["client"] {
  const [client] = clients;
  if (client?.from.kind !== "workload") throw new Error("the keep's first client is no workload; accepted: one of kind workload");
  return { name: client.name, namespace: client.from.namespace };
}

import * as pulumi from "@pulumi/pulumi";
import type { KeepSpecs } from "../../charts/keep-spec.ts";
import type { EksKeep } from "../settings/checked-keep.ts";
import { clusterDnsObjects } from "./cluster-dns-objects.ts";
import { registerPhase } from "./phase.ts";

export interface ClusterDnsArgs {
  keep: EksKeep;
  specs: KeepSpecs;
  /** What must stand first: the right to make objects in the cluster. */
  after: readonly pulumi.Resource[];
}

/** Lets CoreDNS do its work, and nothing else, in a cluster whose CNI denies all that no policy allows; it must stand before the CoreDNS add-on. */
export class ClusterDns extends pulumi.ComponentResource {
  readonly policies: readonly pulumi.Resource[];

  constructor(name: string, { keep, specs, after }: ClusterDnsArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:kubernetes:ClusterDns", name, {}, opts);
    this.policies = registerPhase(clusterDnsObjects(keep, specs), this, { after });
    this.registerOutputs({});
  }
}

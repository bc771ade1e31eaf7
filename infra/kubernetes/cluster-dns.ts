import * as pulumi from "@pulumi/pulumi";
import type { KeepSpecs } from "../../charts/keep-spec.ts";
import type { EksKeep } from "../settings/checked-keep.ts";
import { clusterDnsObjects } from "./cluster-dns-objects.ts";
import { registerPhase } from "./phase.ts";

export interface ClusterDnsArgs {
  keep: EksKeep;
  specs: KeepSpecs;
  /** Dependencies: the permission to create objects in the cluster. */
  after: readonly pulumi.Resource[];
}

/** Allows only the traffic that CoreDNS needs, in a cluster with default deny; it must exist before the CoreDNS add-on. */
export class ClusterDns extends pulumi.ComponentResource {
  readonly policies: readonly pulumi.Resource[];

  constructor(name: string, { keep, specs, after }: ClusterDnsArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:kubernetes:ClusterDns", name, {}, opts);
    this.policies = registerPhase(clusterDnsObjects(keep, specs), this, { after });
    this.registerOutputs({});
  }
}

import type * as pulumi from "@pulumi/pulumi";
import type { EksKeep } from "../settings/checked-keep.ts";
import type { EksTarget } from "../settings/target.ts";
import type { Place } from "./names.ts";
import type { MirroredImage } from "./vault/mirror-list.ts";

/** Input of each step of the AWS half of a keep: the settings, account and region, and the parent component of its resources. */
export interface KeepStep {
  keep: EksKeep;
  target: EksTarget;
  place: Place;
  /** Zones of the network, in the order of its subnets. */
  zones: string[];
  /** Images that the keep runs. */
  images: readonly MirroredImage[];
  options: pulumi.ComponentResourceOptions;
}

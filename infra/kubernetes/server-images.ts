import type { KeepSpec } from "../../charts/keep-spec.ts";
import { registryReference } from "../aws/vault/mirror-list.ts";
import type { ClusterKeep, EksKeep } from "../settings/checked-keep.ts";

/** Images by digest, as nodes pull them. */
export const serverImages = ({ run: { server, envoy } }: Pick<ClusterKeep, "run">): KeepSpec["images"] => ({
  server: server.reference,
  envoy: envoy.reference,
});

/** The same images in the keep's own registry on AWS, the only one that its nodes can reach: copying does not change digests. */
export const registryImages = (keep: EksKeep): KeepSpec["images"] => ({
  server: registryReference(keep, keep.run.server),
  envoy: registryReference(keep, keep.run.envoy),
});

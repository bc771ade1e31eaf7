import type { Mutation } from "./mutation.ts";

/** Edits that would open another way than that to the cluster's DNS, or run pods as other users than the settings have. */
export const platformMutations: Mutation[] = [
  {
    name: "DNS at an address is a whole network",
    in: "dns-egress#peerOf",
    find: "/32` } }",
    replace: "/16` } }",
    fails: "dns-of-each-platform",
  },
  {
    name: "OpenShift's DNS is asked on the port of its Service",
    in: "dns-egress#portOf",
    find: 'peer.kind === "pods" ? peer.port : addressPort',
    replace: "addressPort",
    fails: "dns-of-each-platform",
  },
  {
    name: "a user is named although the cluster assigns one",
    in: "volumeGroup",
    find: 'users.kind === "assigned" ? {}',
    replace: 'users.kind === "assigned" ? { fsGroup: 2000 }',
    fails: "assigned-users-not-named",
  },
];

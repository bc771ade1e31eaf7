import type { Fault } from "../fault.ts";

/** Mistakes in the settings, the network plan, and the resources of both halves. */
export const infraFaults: Fault[] = [
  {
    name: "memory for the KV cache is compared in GiB with bytes",
    in: "cpuCache",
    find: "poolGiB: pool / GiB",
    replace: "poolGiB: pool",
    project: "unit",
    test: "tests/infra/settings/parse.test.ts",
  },
  {
    name: "ranges that touch overlap",
    in: "network-range/range#overlap",
    find: "a.first <= b.last && b.first <= a.last",
    replace: "a.first <= b.last + 1n && b.first <= a.last + 1n",
    project: "unit",
    test: "tests/network-range/range.test.ts",
  },
  {
    name: "the first adapter is taken for the one beside the ordinary interface",
    in: "networkInterfaces",
    find: "networkCardIndex === 0 ? 1 : 0",
    replace: "i === 0 ? 1 : 0",
    project: "unit",
    test: "tests/infra/aws/nodes/efa.test.ts",
  },
  {
    name: "an object without a namespace alone is named with one",
    in: "resourceName",
    find: "metadata.namespace ? ",
    replace: "!metadata.namespace ? ",
    project: "unit",
    test: "tests/infra/kubernetes/kubernetes-keep.test.ts",
  },
  {
    name: "the tunnel is told a host with its scheme",
    in: "on-aws#wayIn",
    find: 'url.replace("https://", "")',
    replace: "url",
    project: "unit",
    test: "tests/infra/on-aws.test.ts",
  },
];

import type { Fault } from "../fault.ts";

/** Mistakes in what is read of a cluster, and in what is judged of it. */
export const doctorFaults: Fault[] = [
  {
    name: "endpoints of DNS that are not ready answer",
    in: "dnsServicesIn",
    find: "conditions?.ready !== false",
    replace: "conditions !== undefined",
    project: "unit",
    test: "tests/doctor/record/take-snapshot.test.ts",
  },
  {
    name: "a node that is cordoned runs pods",
    in: "takesPods",
    find: "ready && !unschedulable",
    replace: "unschedulable || ready",
    project: "unit",
    test: "tests/doctor/doctor.test.ts",
  },
  {
    name: "a replica needs one pod, whatever its nodes",
    in: "needsOf",
    find: "replicas.min * nodesPerReplica",
    replace: "replicas.min",
    project: "unit",
    test: "tests/doctor/needs.test.ts",
  },
  {
    name: "a report is as wide as it likes",
    in: "runDoctor",
    find: "Math.min(80, reportWidth(process.stdout))",
    replace: "reportWidth(process.stdout)",
    project: "program",
    test: "tests/cli/verbs/doctor.program.test.ts",
  },
];

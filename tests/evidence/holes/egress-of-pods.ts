import type { Edit } from "./edit.ts";
import type { Hole } from "./hole.ts";
import { anywhere } from "./openings.ts";

const onPrem = { stack: "on-prem", proof: "no-way-out" };
const _node = "NodeGroup gpu-pool in network-nodes-eu-central-1a";
const egressRules = (program: Edit, namespace: string, name: string) => program.inputs(`${namespace}/${name}`)["spec"];

/** Ways out of pods of the keep. */
export const egressOfPods: Hole[] = [
  {
    ...onPrem,
    name: "a network policy lets the model server call every address",
    edit: (program) => {
      egressRules(program, "modelkeep-on-prem-serving", "default-deny")["egress"] = [
        { to: [{ ipBlock: { cidr: anywhere, except: ["10.0.0.0/8"] } }] },
      ];
    },
    path: ["Deployment model-server", "NetworkPolicy modelkeep-on-prem-serving/default-deny#spec.egress", "the internet"],
  },
  {
    ...onPrem,
    name: "a network policy lets the model server call IPv6 addresses",
    edit: (program) => {
      egressRules(program, "modelkeep-on-prem-serving", "default-deny")["egress"] = [
        { to: [{ ipBlock: { cidr: "2000::/3" } }], ports: [{ protocol: "TCP", port: 443 }] },
      ];
    },
    path: ["Deployment model-server", "NetworkPolicy modelkeep-on-prem-serving/default-deny#spec.egress", "the internet"],
  },
  {
    ...onPrem,
    name: "the default-deny of the serving namespace is missing",
    edit: (program) => program.remove("modelkeep-on-prem-serving/default-deny"),
    path: ["Deployment model-server", "Deployment modelkeep-on-prem-serving/model-server", "the internet"],
  },
  {
    ...onPrem,
    name: "the default-deny does not name egress",
    edit: (program) => {
      egressRules(program, "modelkeep-on-prem-serving", "default-deny")["policyTypes"] = ["Ingress"];
    },
    path: ["Deployment model-server", "Deployment modelkeep-on-prem-serving/model-server", "the internet"],
  },
  {
    ...onPrem,
    name: "the probe stands in the network of its node",
    edit: (program) => {
      program.inputs("modelkeep-on-prem-probes/probe", "v1:Job")["spec"]["template"]["spec"]["hostNetwork"] = true;
    },
    path: ["Job probe", "Job modelkeep-on-prem-probes/probe#spec.template.spec.hostNetwork", "the internet"],
  },
];

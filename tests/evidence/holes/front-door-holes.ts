import type { NamedClient } from "../../../evidence/proofs/graph.ts";
import type { Edit } from "./edit.ts";
import type { Hole } from "./hole.ts";
import { node, rule } from "./openings.ts";

const r1 = { stack: "r1-distill-32b", proof: "front-door-callers" };
const demo = { stack: "demo", proof: "front-door-callers" };
const onPrem = { stack: "on-prem", proof: "front-door-callers" };

const toNodes = [
  "VpcEndpointService private-link-service#networkLoadBalancerArns",
  "LoadBalancer private-link-nlb",
  "Listener private-link-tls#defaultActions",
  "TargetGroup private-link-front-door#port",
  "Attachment private-link-nodes",
];
const nlb = "LoadBalancer private-link-nlb in network-load-balancer-eu-central-1a";
const forwarded = ["Listener private-link-tls#defaultActions", "TargetGroup private-link-front-door#port", "Attachment private-link-nodes"];
const door = "container front-door of Deployment model-server";

/** The one peer of the demo's grant. */
const grant = (program: Edit) => program.inputs("modelkeep-demo-serving/grant-notebook")["spec"]["ingress"][0];
const grantStep = "NetworkPolicy modelkeep-demo-serving/grant-notebook#spec.ingress[0]";

const settings: readonly NamedClient[] = [
  { kind: "private-link", principal: "arn:aws:iam::444455556666:root" },
  { kind: "private-link", principal: "arn:aws:iam::777788889999:role/contract-review" },
];

/** Edits that let somebody who is not named reach the front door. */
export const frontDoorHoles: Hole[] = [
  {
    ...r1,
    name: "an endpoint service open to everybody",
    edit: (program) => {
      program.add("aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple", "all", {
        vpcEndpointServiceId: program.output("private-link-service"),
        principalArn: "*",
      });
    },
    path: ["anyone with an AWS account", "VpcEndpointServiceAllowedPrinciple all#principalArn", ...toNodes],
  },
  {
    ...r1,
    name: "a principal with a wildcard, in the endpoint service itself",
    edit: (program) => {
      program.inputs("private-link-service")["allowedPrincipals"] = ["arn:aws:iam::*:root"];
    },
    path: ["arn:aws:iam::*:root", "VpcEndpointService private-link-service#allowedPrincipals", ...toNodes],
  },
  {
    ...r1,
    name: "an endpoint service that accepts by itself",
    edit: (program) => {
      program.inputs("private-link-service")["acceptanceRequired"] = false;
    },
    path: ["arn:aws:iam::444455556666:root", "VpcEndpointService private-link-service#acceptanceRequired", ...toNodes],
  },
  {
    ...r1,
    name: "a principal who is no client of the settings",
    clients: settings,
    edit: (program) => {
      program.inputs("private-link-service")["allowedPrincipals"] = ["arn:aws:iam::999988887777:root"];
    },
    path: ["arn:aws:iam::999988887777:root", "VpcEndpointService private-link-service#allowedPrincipals", ...toNodes],
  },
  {
    ...r1,
    name: "the load balancer's group admits the whole VPC",
    edit: (program) => rule(program, "Ingress", "load-balancer", { cidrIpv4: "10.64.0.0/16" }),
    path: [
      "any interface in network-vpc",
      "NetworkAcl network-edge-acl#ingress[0]",
      "SecurityGroupIngressRule rule#cidrIpv4",
      nlb,
      ...forwarded,
    ],
  },
  {
    ...r1,
    name: "the load balancer has no group",
    edit: (program) => {
      delete program.inputs("private-link-nlb")["securityGroups"];
    },
    path: [
      "any interface in network-vpc",
      "NetworkAcl network-edge-acl#ingress[0]",
      "LoadBalancer private-link-nlb#securityGroups",
      nlb,
      ...forwarded,
    ],
  },
  {
    ...r1,
    name: "the tunnel host reaches the load balancer",
    edit: (program) => {
      rule(program, "Egress", "tunnel", { cidrIpv4: "10.64.0.0/16" }, 443, "out");
      rule(program, "Ingress", "load-balancer", { referencedSecurityGroupId: program.output("groups-tunnel") }, 443, "in");
    },
    path: [
      "Instance tunnel in network-endpoints-eu-central-1a",
      "SecurityGroupEgressRule out#cidrIpv4",
      "SecurityGroupIngressRule in#referencedSecurityGroupId",
      "NetworkAcl network-edge-acl#egress[0]",
      "NetworkAcl network-edge-acl#ingress[0]",
      nlb,
      ...forwarded,
    ],
  },
  {
    ...r1,
    name: "the nodes' group admits the VPC on the front door's port",
    edit: (program) => rule(program, "Ingress", "nodes", { cidrIpv4: "10.64.0.0/16" }, 30443),
    path: ["any interface in network-vpc", "NetworkAcl network-nodes-acl#ingress[0]", "SecurityGroupIngressRule rule#cidrIpv4", node],
  },
  {
    ...r1,
    name: "the tunnel host reaches the nodes on the front door's port",
    edit: (program) => {
      rule(program, "Egress", "tunnel", { referencedSecurityGroupId: program.output("groups-nodes") }, "all", "out");
      rule(program, "Ingress", "nodes", { referencedSecurityGroupId: program.output("groups-tunnel") }, 30443, "in");
    },
    path: [
      "Instance tunnel in network-endpoints-eu-central-1a",
      "SecurityGroupEgressRule out#referencedSecurityGroupId",
      "SecurityGroupIngressRule in#referencedSecurityGroupId",
      "NetworkAcl network-edge-acl#egress[0]",
      "NetworkAcl network-nodes-acl#ingress[0]",
      node,
    ],
  },
  {
    ...r1,
    name: "a listener more, to a port of the nodes that is no front door's",
    edit: (program) => {
      const vpcId = program.output("network-vpc");
      const targetGroupArn = program.add("aws:lb/targetGroup:TargetGroup", "side-door", {
        vpcId,
        port: 31000,
        protocol: "TCP",
        targetType: "instance",
      });
      program.add("aws:autoscaling/attachment:Attachment", "side-nodes", {
        autoscalingGroupName: program.output("gpu-pool", "resources[0].autoscalingGroups[0].name", "NodeGroup"),
        lbTargetGroupArn: targetGroupArn,
      });
      program.add("aws:lb/listener:Listener", "side", {
        loadBalancerArn: program.output("private-link-nlb", "arn"),
        port: 8000,
        protocol: "TCP",
        defaultActions: [{ type: "forward", targetGroupArn }],
      });
      rule(program, "Egress", "load-balancer", { referencedSecurityGroupId: program.output("groups-nodes") }, 31000, "out");
      rule(program, "Ingress", "nodes", { referencedSecurityGroupId: program.output("groups-load-balancer") }, 31000, "in");
    },
    path: [
      nlb,
      "Listener side#defaultActions",
      "TargetGroup side-door#port",
      "Attachment side-nodes",
      "SecurityGroupEgressRule out#referencedSecurityGroupId",
      "SecurityGroupIngressRule in#referencedSecurityGroupId",
      "NetworkAcl network-edge-acl#egress[0]",
      "NetworkAcl network-nodes-acl#ingress[0]",
      node,
    ],
  },
  {
    ...r1,
    name: "a grant for more addresses than the load balancer's",
    edit: (program) => {
      program.inputs("modelkeep-r1-distill-32b-serving/grant-support-bot")["spec"]["ingress"][0]["from"] = [
        { ipBlock: { cidr: "10.0.0.0/8" } },
      ];
    },
    path: ["addresses of 10.0.0.0/8", "NetworkPolicy modelkeep-r1-distill-32b-serving/grant-support-bot#spec.ingress[0].from[0]", door],
  },
  {
    ...demo,
    name: "a grant without a peer, which means everybody",
    edit: (program) => {
      delete grant(program)["from"];
    },
    path: ["all callers", grantStep, door],
  },
  {
    ...demo,
    name: "a grant for every namespace",
    edit: (program) => {
      grant(program)["from"] = [{ namespaceSelector: {}, podSelector: { matchLabels: { "modelkeep/client": "notebook" } } }];
    },
    path: ["pods labelled modelkeep/client=notebook of every namespace", `${grantStep}.from[0]`, door],
  },
  {
    ...demo,
    name: "a grant for namespaces by a label that people give",
    edit: (program) => {
      grant(program)["from"] = [
        { namespaceSelector: { matchLabels: { team: "research" } }, podSelector: { matchLabels: { "modelkeep/client": "notebook" } } },
      ];
    },
    path: ["pods labelled modelkeep/client=notebook of any namespace with certain labels", `${grantStep}.from[0]`, door],
  },
  {
    ...demo,
    name: "a grant for every pod of a namespace",
    edit: (program) => {
      delete grant(program)["from"][0]["podSelector"];
    },
    path: ["all pods of namespace research", `${grantStep}.from[0]`, door],
  },
  {
    ...demo,
    name: "a grant for an empty selector of its own namespace",
    edit: (program) => {
      grant(program)["from"] = [{ podSelector: {} }];
    },
    path: ["all pods of namespace modelkeep-demo-serving", `${grantStep}.from[0]`, door],
  },
  {
    ...demo,
    name: "a grant for a namespace in which no client of the settings is",
    clients: [{ kind: "workload", namespace: "research" }],
    edit: (program) => {
      grant(program)["from"][0]["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"] = "default";
    },
    path: ["pods labelled modelkeep/client=notebook of namespace default", `${grantStep}.from[0]`, door],
  },
  {
    ...demo,
    name: "no default-deny and no grant: no policy holds anybody back",
    edit: (program) => {
      program.remove("modelkeep-demo-serving/default-deny");
      program.remove("modelkeep-demo-serving/grant-notebook");
    },
    path: ["all pods of the cluster and all hosts that reach its network", "Deployment modelkeep-demo-serving/model-server", door],
  },
  {
    ...r1,
    name: "a host port of the front door, to which the nodes' group admits the VPC",
    edit: (program) => {
      const { spec } = program.inputs("modelkeep-r1-distill-32b-serving/model-server", "Deployment")["spec"]["template"];
      spec["initContainers"].find((one: { name: string }) => one.name === "front-door")["ports"][0]["hostPort"] = 8443;
      rule(program, "Ingress", "nodes", { cidrIpv4: "10.64.0.0/16" }, 8443);
    },
    path: ["any interface in network-vpc", "NetworkAcl network-nodes-acl#ingress[0]", "SecurityGroupIngressRule rule#cidrIpv4", node],
  },
  {
    ...r1,
    name: "a node port that Kubernetes chooses, from a range that the nodes' group admits",
    edit: (program) => {
      delete program.inputs("modelkeep-r1-distill-32b-serving/model-server", "v1:Service")["spec"]["ports"][0]["nodePort"];
      rule(program, "Ingress", "nodes", { cidrIpv4: "10.64.0.0/16" }, 32000);
    },
    path: ["any interface in network-vpc", "NetworkAcl network-nodes-acl#ingress[0]", "SecurityGroupIngressRule rule#cidrIpv4", node],
  },
  {
    ...onPrem,
    name: "a NodePort on a cluster whose nodes are not of the program",
    edit: (program) => {
      program.inputs("modelkeep-on-prem-serving/model-server", "v1:Service")["spec"]["type"] = "NodePort";
    },
    path: [
      "any host that reaches a node",
      "Service modelkeep-on-prem-serving/model-server#spec.type",
      "Service modelkeep-on-prem-serving/model-server#spec.ports[0]",
      "Service modelkeep-on-prem-serving/model-server#spec.externalTrafficPolicy",
      "Deployment model-server",
    ],
  },
  {
    ...demo,
    name: "a Service of type LoadBalancer, inside the network of the cloud",
    edit: (program) => {
      const inputs = program.inputs("modelkeep-demo-serving/model-server", "v1:Service");
      inputs["spec"]["type"] = "LoadBalancer";
      inputs["metadata"]["annotations"] = { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" };
    },
    path: [
      "the network around the cluster",
      "Service modelkeep-demo-serving/model-server#spec.type",
      "Service modelkeep-demo-serving/model-server#spec.ports[0]",
      "Service modelkeep-demo-serving/model-server#spec.externalTrafficPolicy",
      "Deployment model-server",
    ],
  },
];

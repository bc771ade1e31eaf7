import { forbiddenType, type RuleCase } from "../../rule-case.ts";

const grant = "spec ingress 0";

export const cases: readonly RuleCase[] = [
  forbiddenType("kubernetes-ingress-none", "kubernetes:networking.k8s.io/v1:Ingress"),
  {
    rule: "kubernetes-network-policy-front-door-only",
    on: "modelkeep-on-prem-serving/grant-search",
    fails: [`${grant} ports 0 port = 8000`, `${grant} ports 0 protocol = "UDP"`],
  },
  {
    rule: "kubernetes-network-policy-front-door-only",
    on: "kube-system/core-dns",
    onAws: true,
    fails: [
      `${grant} ports 0 port = 9153`,
      `${grant} ports 0 protocol = "SCTP"`,
      'metadata namespace = "default"',
      'spec podSelector matchLabels k8s-app = "other"',
    ],
  },
  {
    rule: "kubernetes-network-policy-named-peers",
    on: "modelkeep-on-prem-serving/grant-search",
    fails: [
      `${grant} from -`,
      `${grant} ports -`,
      `${grant} from 0 namespaceSelector = {}`,
      `${grant} from 0 namespaceSelector = {"matchLabels":{"team":"search"}}`,
      `${grant} from 0 = {}`,
      `${grant} ports 0 endPort = 9000`,
    ],
    unknown: [`${grant} from`, `${grant} ports`, `${grant} from 0`],
  },
  {
    rule: "kubernetes-network-policy-named-pods",
    on: "modelkeep-on-prem-serving/grant-search",
    fails: [`${grant} from 0 podSelector -`, `${grant} from 0 podSelector = {}`],
  },
  {
    rule: "kubernetes-network-policy-named-pods",
    on: "kube-system/core-dns",
    onAws: true,
    fails: [`${grant} ports 1 port = 9153`, `${grant} ports -`],
  },
  forbiddenType("kubernetes-network-policy-kubernetes-api-only", "kubernetes:cilium.io/v2:CiliumNetworkPolicy"),
  {
    rule: "kubernetes-network-policy-private-ranges",
    on: "modelkeep-on-prem-serving/grant-search",
    fails: [
      `${grant} from 0 = {"ipBlock":{"cidr":"0.0.0.0/0"}}`,
      `${grant} from 0 = {"ipBlock":{"cidr":"::/0"}}`,
      'spec egress = [{"to":[{"ipBlock":{"cidr":"169.254.0.0/16"}}],"ports":[{"port":80}]}]',
      'spec egress = [{"to":[{"ipBlock":{"cidr":"169.254.169.254/32"}}],"ports":[{"port":80,"protocol":"TCP"}]}]',
      'spec egress = [{"to":[{"ipBlock":{"cidr":"169.254.169.254/32"}}],"ports":[{"port":53,"protocol":"UDP"},{"port":80,"protocol":"TCP"}]}]',
      'spec egress = [{"to":[{"ipBlock":{"cidr":"169.254.169.252/30"}}],"ports":[{"port":53,"protocol":"UDP"}]}]',
    ],
  },
  {
    rule: "kubernetes-service-front-door-only",
    on: "modelkeep-on-prem-serving/model-server|Service",
    fails: ["spec ports 0 targetPort = 8000", 'spec ports = [{"port":8000}]'],
  },
  {
    rule: "kubernetes-service-internal",
    on: "modelkeep-on-prem-serving/model-server|Service",
    fails: [
      'spec type = "LoadBalancer"',
      'spec type = "NodePort"',
      'spec type = "ExternalName"',
      'spec externalIPs = ["10.0.0.1"]',
      'spec externalName = "example.com"',
    ],
  },
  {
    rule: "kubernetes-service-internal",
    on: "modelkeep-r1-distill-32b-serving/model-server|Service",
    onAws: true,
    fails: ["spec ports 0 nodePort = 30444", "spec ports 0 nodePort = 443"],
  },
  {
    rule: "kubernetes-service-selects-pods",
    on: "modelkeep-on-prem-serving/model-server|Service",
    fails: ["spec selector -", "spec selector = {}"],
  },
  forbiddenType("kubernetes-service-selects-pods", "kubernetes:core/v1:Endpoints"),
];

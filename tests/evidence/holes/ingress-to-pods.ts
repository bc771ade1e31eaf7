import type { Edit } from "./edit.ts";
import type { Hole } from "./hole.ts";

const r1 = { stack: "r1-distill-32b", proof: "no-way-in" };
const onPrem = { stack: "on-prem", proof: "no-way-in" };
const server = (program: Edit) => program.inputs(`${program.serving}/model-server`, "Deployment")["spec"]["template"]["spec"];
const service = (program: Edit) => program.inputs(`${program.serving}/model-server`, "v1:Service")["spec"];
const exposed = (program: Edit, kind: string, apiVersion: string, spec: Record<string, unknown>) =>
  program.add(`kubernetes:${apiVersion}:${kind}`, "shown", {
    apiVersion,
    kind,
    metadata: { name: "shown", namespace: "modelkeep-on-prem-serving" },
    spec,
  });

/** Ways in to pods of the keep. */
export const ingressToPods: Hole[] = [
  {
    ...onPrem,
    name: "a Service of type LoadBalancer",
    edit: (program) => {
      service(program)["type"] = "LoadBalancer";
    },
    path: [
      "the internet",
      "Service modelkeep-on-prem-serving/model-server#spec.type",
      "Service modelkeep-on-prem-serving/model-server#spec.ports[0]",
      "Service modelkeep-on-prem-serving/model-server#spec.externalTrafficPolicy",
      "Deployment model-server",
    ],
  },
  {
    ...r1,
    name: "a Service of type LoadBalancer on EKS",
    edit: (program) => {
      const { externalTrafficPolicy: _policy, ...rest } = service(program);
      program.inputs("modelkeep-r1-distill-32b-serving/model-server", "v1:Service")["spec"] = { ...rest, type: "LoadBalancer" };
    },
    path: [
      "the internet",
      "Service modelkeep-r1-distill-32b-serving/model-server#spec.type",
      "Service modelkeep-r1-distill-32b-serving/model-server#spec.ports[0]",
      "Service modelkeep-r1-distill-32b-serving/model-server#spec.externalTrafficPolicy",
      "Deployment model-server",
    ],
  },
  {
    ...onPrem,
    name: "a NodePort Service of another pod",
    edit: (program) =>
      program.add("kubernetes:core/v1:Service", "shown", {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "shown", namespace: "modelkeep-on-prem-probes" },
        spec: { type: "NodePort", selector: { "app.kubernetes.io/component": "probe" }, ports: [{ port: 80, nodePort: 31000 }] },
      }),
    path: [
      "any host that reaches a node",
      "Service shown#spec.type",
      "Service shown#spec.ports[0]",
      "Service shown#spec.externalTrafficPolicy",
      "Job probe",
    ],
  },
  {
    ...onPrem,
    name: "a Service with an address of the outside",
    edit: (program) => {
      service(program)["externalIPs"] = ["203.0.113.7"];
    },
    path: [
      "any host that reaches a node",
      "Service modelkeep-on-prem-serving/model-server#spec.externalIPs",
      "Service modelkeep-on-prem-serving/model-server#spec.ports[0]",
      "Service modelkeep-on-prem-serving/model-server#spec.externalTrafficPolicy",
      "Deployment model-server",
    ],
  },
  {
    ...onPrem,
    name: "a host port",
    edit: (program) => {
      server(program)["initContainers"].find((one: { name: string }) => one.name === "front-door")["ports"][0]["hostPort"] = 443;
    },
    path: [
      "any host that reaches a node",
      "Deployment modelkeep-on-prem-serving/model-server#spec.template.spec.initContainers[1].ports[0].hostPort",
      "Deployment model-server",
    ],
  },
  {
    ...onPrem,
    name: "a pod in the network of its node",
    edit: (program) => {
      server(program)["hostNetwork"] = true;
    },
    path: [
      "any host that reaches a node",
      "Deployment modelkeep-on-prem-serving/model-server#spec.template.spec.hostNetwork",
      "Deployment model-server",
    ],
  },
  {
    ...onPrem,
    name: "an Ingress",
    edit: (program) =>
      exposed(program, "Ingress", "networking.k8s.io/v1", {
        rules: [
          { http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "model-server", port: { number: 8443 } } } }] } },
        ],
      }),
    path: ["the internet", "Ingress shown#spec", "Service modelkeep-on-prem-serving/model-server#spec.selector", "Deployment model-server"],
  },
  {
    ...onPrem,
    name: "a route of the Gateway API",
    edit: (program) =>
      exposed(program, "TLSRoute", "gateway.networking.k8s.io/v1alpha2", {
        parentRefs: [{ name: "edge" }],
        rules: [{ backendRefs: [{ name: "model-server", port: 8443 }] }],
      }),
    path: [
      "the internet",
      "TLSRoute shown#spec",
      "Service modelkeep-on-prem-serving/model-server#spec.selector",
      "Deployment model-server",
    ],
  },
];

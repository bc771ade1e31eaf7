import type { Edit, Inputs } from "./edit.ts";
import type { Hole } from "./hole.ts";

const demo = { stack: "demo", proof: "model-server-callers" };
const onNode = "any process on the node of Deployment model-server";
const server = "container model-server of Deployment model-server";
const deployment = "Deployment modelkeep-demo-serving/model-server#spec.template.spec";

const pod = (program: Edit): Inputs => program.inputs("modelkeep-demo-serving/model-server", "Deployment")["spec"]["template"]["spec"];
const container = (program: Edit): Inputs => pod(program)["containers"][0];
const withoutSocket = (program: Edit): string[] => (container(program)["args"] as string[]).filter((word) => !word.startsWith("--uds="));

/** The model server as groups of two nodes, and the policy of each group. */
export function asGroups(program: Edit, from: (members: Inputs) => unknown): void {
  const { metadata, spec } = program.inputs("modelkeep-demo-serving/model-server", "Deployment");
  const template = spec["template"];
  const worker = structuredClone(template);
  worker["spec"]["initContainers"] = [];
  worker["spec"]["containers"][0]["args"] = [
    ...worker["spec"]["containers"][0]["args"].filter((word: string) => !word.startsWith("--uds=")),
    "--headless",
  ];
  program.remove("modelkeep-demo-serving/model-server", "Deployment");
  program.add("kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet", "groups", {
    apiVersion: "leaderworkerset.x-k8s.io/v1",
    kind: "LeaderWorkerSet",
    metadata,
    spec: { replicas: 2, leaderWorkerTemplate: { size: 2, leaderTemplate: template, workerTemplate: worker } },
  });
  program.inputs("modelkeep-demo-serving/grant-notebook")["spec"]["podSelector"]["matchLabels"][
    "leaderworkerset.sigs.k8s.io/worker-index"
  ] = "0";
  for (const index of ["0", "1"]) {
    const members = {
      matchLabels: { "leaderworkerset.sigs.k8s.io/name": "model-server", "leaderworkerset.sigs.k8s.io/group-index": index },
    };
    const name = `group-${index}`;
    program.add("kubernetes:networking.k8s.io/v1:NetworkPolicy", name, {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name, namespace: "modelkeep-demo-serving" },
      spec: {
        podSelector: members,
        policyTypes: ["Ingress", "Egress"],
        ingress: [{ from: [from(members)] }],
        egress: [{ to: [{ podSelector: members }] }],
      },
    });
  }
}

/** Edits that let others than the front door reach the model server. */
export const modelServerHoles: Hole[] = [
  {
    ...demo,
    name: "vLLM listens on a port in place of a socket",
    edit: (program) => {
      container(program)["args"] = [...withoutSocket(program), "--port", "8123"];
    },
    path: [onNode, `${deployment}.containers[0].args`, server],
  },
  {
    ...demo,
    name: "vLLM listens on every address, on its own port",
    edit: (program) => {
      container(program)["args"] = [...withoutSocket(program), "--host=0.0.0.0"];
    },
    path: [onNode, `${deployment}.containers[0].args`, server],
  },
  {
    ...demo,
    name: "a policy admits a client to vLLM's port",
    edit: (program) => {
      container(program)["args"] = withoutSocket(program);
      program.inputs("modelkeep-demo-serving/grant-notebook")["spec"]["ingress"][0]["ports"].push({ protocol: "TCP", port: 8000 });
    },
    path: [
      "pods labelled modelkeep/client=notebook of namespace research",
      "NetworkPolicy modelkeep-demo-serving/grant-notebook#spec.ingress[0].from[0]",
      `${deployment}.containers[0].args`,
      server,
    ],
  },
  {
    ...demo,
    name: "vLLM listens on loopback, and a second sidecar shares the pod",
    edit: (program) => {
      container(program)["args"] = [...withoutSocket(program), "--host=127.0.0.1"];
      pod(program)["containers"].push({ name: "debug", image: "registry.example.com/debug@sha256:0" });
    },
    path: [`${deployment}.containers[1]`, `${deployment}.containers[0].args`, server],
  },
  {
    ...demo,
    name: "a port of the model server's container",
    edit: (program) => {
      container(program)["ports"] = [{ containerPort: 8000 }];
    },
    path: [onNode, `${deployment}.containers[0].ports[0]`, server],
  },
  {
    ...demo,
    name: "the socket lies in a folder of the node",
    edit: (program) => {
      const volumes = pod(program)["volumes"] as Inputs[];
      volumes[volumes.findIndex(({ name }) => name === "socket")] = { name: "socket", hostPath: { path: "/run/modelkeep" } };
    },
    path: [`${deployment}.volumes[0].hostPath`, `${deployment}.containers[0]`, server],
  },
  {
    ...demo,
    name: "a second container mounts the socket's volume",
    edit: (program) => {
      pod(program)["containers"].push({
        name: "debug",
        image: "registry.example.com/debug@sha256:0",
        volumeMounts: [{ name: "socket", mountPath: "/s" }],
      });
    },
    path: [`${deployment}.containers[1].volumeMounts`, server],
  },
  {
    ...demo,
    name: "a grant without ports, which means every port",
    edit: (program) => {
      delete program.inputs("modelkeep-demo-serving/grant-notebook")["spec"]["ingress"][0]["ports"];
    },
    path: [
      "pods labelled modelkeep/client=notebook of namespace research",
      "NetworkPolicy modelkeep-demo-serving/grant-notebook#spec.ingress[0].from[0]",
      "Deployment model-server",
    ],
  },
  {
    ...demo,
    name: "a grant for a range of ports",
    edit: (program) => {
      program.inputs("modelkeep-demo-serving/grant-notebook")["spec"]["ingress"][0]["ports"] = [
        { protocol: "TCP", port: 8000, endPort: 8443 },
      ];
    },
    path: [
      "pods labelled modelkeep/client=notebook of namespace research",
      "NetworkPolicy modelkeep-demo-serving/grant-notebook#spec.ingress[0].from[0]",
      "Deployment model-server",
    ],
  },
  {
    ...demo,
    name: "the model server stands in the network of its node",
    edit: (program) => {
      pod(program)["hostNetwork"] = true;
    },
    path: ["any host that reaches a node", `${deployment}.hostNetwork`, server],
  },
  {
    ...demo,
    name: "nodes of a replica talk to every pod of the namespace, not to their group alone",
    edit: (program) => asGroups(program, () => ({ podSelector: {} })),
    path: [
      "all pods of namespace modelkeep-demo-serving",
      "NetworkPolicy group-0#spec.ingress[0].from[0]",
      "LeaderWorkerSet model-server, group 0, worker",
    ],
  },
  {
    ...demo,
    name: "nodes of a replica talk to another group",
    edit: (program) => asGroups(program, () => ({ podSelector: { matchLabels: { "leaderworkerset.sigs.k8s.io/name": "model-server" } } })),
    path: [
      "pods labelled leaderworkerset.sigs.k8s.io/name=model-server of namespace modelkeep-demo-serving",
      "NetworkPolicy group-0#spec.ingress[0].from[0]",
      "LeaderWorkerSet model-server, group 0, worker",
    ],
  },
];

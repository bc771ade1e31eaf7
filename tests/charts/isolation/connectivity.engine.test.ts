import { expect, test } from "vitest";
import { type PlatformName, platformOf } from "../../../catalog/platforms.ts";
import { isolation } from "../../../charts/isolation/isolation.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { onAws, onCluster, workload } from "../keep-specs.ts";
import { connections, dns, frontDoor } from "./connections.ts";
import { neighbourhood, standIn } from "./stand-ins.ts";

const connectionsOf = (objects: readonly KubernetesObject[], keep: string) => connections([...objects, ...neighbourhood(keep)]);

test("on an existing cluster: the two clients and the probe's DNS, pod by pod, and nothing else", async () => {
  expect(await connectionsOf(isolation([onCluster]), onCluster.name)).toEqual([
    dns("modelkeep-demo-probes/probe"),
    frontDoor("search/search"),
    frontDoor("support/support-bot"),
  ]);
});

test("on GKE and OpenShift: the probe's DNS is theirs, on their ports, and the clients' way is the same", async () => {
  const on = (name: PlatformName): KeepSpec => ({
    ...onCluster,
    clients: [],
    network: { ...onCluster.network, dns: platformOf(name).dns },
  });
  const openshiftDns = [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "openshift-dns" } },
    standIn("openshift-dns", "dns-default", { "dns.operator.openshift.io/daemonset-dns": "default" }, 5353),
  ];
  expect(await connectionsOf([...isolation([on("openshift")]), ...openshiftDns], onCluster.name)).toEqual([
    "modelkeep-demo-probes/probe -> openshift-dns/dns-default: TCP 5353,UDP 5353",
  ]);
  expect(await connectionsOf(isolation([on("gke")]), onCluster.name)).toEqual([
    "modelkeep-demo-probes/probe -> 169.254.169.254-169.254.169.254: TCP 53,UDP 53",
    "modelkeep-demo-probes/probe -> 169.254.20.10-169.254.20.10: TCP 53,UDP 53",
    dns("modelkeep-demo-probes/probe"),
  ]);
});

test("on AWS: the load balancer's subnets come in, the loader's three ways lead out", { tags: ["shows-D2"] }, async () => {
  expect(await connectionsOf(isolation([onAws]), onAws.name)).toEqual([
    frontDoor("10.64.1.0-10.64.1.15"),
    frontDoor("10.64.1.16-10.64.1.31"),
    dns("modelkeep-demo-probes/probe"),
    "modelkeep-demo-serving/model-server -> 10.64.2.72-10.64.2.72: TCP 443",
    "modelkeep-demo-serving/model-server -> 10.64.2.8-10.64.2.8: TCP 443",
    "modelkeep-demo-serving/model-server -> 169.254.170.23-169.254.170.23: TCP 80",
    dns("modelkeep-demo-serving/model-server"),
    frontDoor("support/support-bot"),
  ]);
});

test("taking one grant away takes that connection away, and only that one", async () => {
  const [, kept] = onCluster.clients;
  expect(await connectionsOf(isolation([{ ...onCluster, clients: [kept!] }]), onCluster.name)).toEqual([
    dns("modelkeep-demo-probes/probe"),
    frontDoor("search/search"),
  ]);
});

test("a grant to another namespace opens for its pod with that label, and no longer for the first", async () => {
  const moved: KeepSpec = { ...onCluster, clients: [workload("support-bot", { namespace: "strangers" })] };
  expect(await connectionsOf(isolation([moved]), onCluster.name)).toEqual([
    dns("modelkeep-demo-probes/probe"),
    frontDoor("strangers/impostor"),
  ]);
});

// The judge must see what the policies do: without one of them the list has to grow.
const withdrawn: [string, string, RegExp][] = [
  ["default-deny", "modelkeep-demo-serving", /^strangers\/stranger -> modelkeep-demo-serving\/intruder: All Connections$/],
  ["default-deny", "modelkeep-demo-probes", /^strangers\/stranger -> modelkeep-demo-probes\/probe: All Connections$/],
];
for (const [name, namespace, opened] of withdrawn)
  test(`without ${namespace}/${name} strangers get in`, async () => {
    const objects = isolation([onCluster]).filter(
      ({ kind, metadata }) => !(kind === "NetworkPolicy" && metadata.name === name && metadata.namespace === namespace),
    );
    const found = await connectionsOf(objects, onCluster.name);
    expect(found.filter((connection) => opened.test(connection))).toHaveLength(1);
  });

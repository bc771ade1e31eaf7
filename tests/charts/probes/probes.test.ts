import { expect, test } from "vitest";
import { isolation } from "../../../charts/isolation/isolation.ts";
import { probePlan } from "../../../charts/probes/plan.ts";
import { probeHelper } from "../../../charts/probes/probe-pod.ts";
import { probes } from "../../../charts/probes/probes.ts";
import { onAws, onCluster } from "../keep-specs.ts";

const job = (objects: ReturnType<typeof probes>) => objects.find((object) => object.kind === "Job")!.spec!;
const script = "print('probe')\n";

test("a Job and a CronJob run the same pod, the script and its plan beside it", () => {
  const objects = probes([onAws], script);
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
    "Service modelkeep-demo-serving/model-server-replicas",
    "ConfigMap modelkeep-demo-probes/probe",
    "Job modelkeep-demo-probes/probe",
    "CronJob modelkeep-demo-probes/probe",
  ]);
  expect(objects.find((object) => object.kind === "CronJob")!.spec?.jobTemplate.spec).toEqual(job(objects));
  expect(objects.find((object) => object.kind === "ConfigMap")!.data).toEqual({
    "probe.py": script,
    "plan.json": JSON.stringify(probePlan(onAws), null, 2),
  });
});

test("a model is left to the schedule while no version that its Service leads to has a replica", {
  tags: ["no-probe-job-without-replicas"],
}, () => {
  const none = { ...onAws, replicas: { min: 0, max: 4 } };
  const kinds = (...specs: [typeof onAws, ...(typeof onAws)[]]) => probes(specs, script).map(({ kind }) => kind);
  expect(kinds(none)).toEqual(["Service", "ConfigMap", "CronJob"]);
  for (const [serves, waits] of [
    ["current", true],
    ["both", false],
    ["next", false],
  ] as const) {
    const current = { ...none, server: { ...none.server, serves } };
    const next = { ...onAws, server: { ...onAws.server, version: "next", serves } } as const;
    expect(kinds(current, next).includes("Job"), serves).toBe(!waits);
  }
});

test("no retry hides a failure, and a finished Job stays to be read", { tags: ["probe-without-retry"] }, () => {
  const { backoffLimit, ttlSecondsAfterFinished, template } = job(probes([onAws], script));
  expect([backoffLimit, ttlSecondsAfterFinished, template.spec?.restartPolicy]).toEqual([0, undefined, "Never"]);
});

test("it runs anew when the script or the plan changes, and only then", () => {
  const print = (spec: typeof onAws, text: string) => job(probes([spec], text)).template.metadata?.annotations?.["modelkeep/probe"];
  expect(print(onAws, script)).toBe(print(structuredClone(onAws), script));
  expect(print(onAws, `${script}#`)).not.toBe(print(onAws, script));
  expect(print({ ...onAws, network: { ...onAws.network, nodePort: undefined } }, script)).not.toBe(print(onAws, script));
});

test("its pod has no rights: no token, no capability, no writable file system, no GPU, no service links", () => {
  const { spec } = job(probes([onAws], script)).template;
  const [container] = spec!.containers;
  expect(spec).toMatchObject({
    serviceAccountName: "probe",
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: "modelkeep-demo-batch",
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  });
  expect(container!.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  });
  expect(container!.image).toBe(onAws.images.server);
  expect([container!.name, container!.command]).toEqual([probeHelper.container, probeHelper.command]);
  expect(container!.env).toContainEqual({ name: "NVIDIA_VISIBLE_DEVICES", value: "void" });
  expect(JSON.stringify(spec)).not.toMatch(/nvidia\.com\/gpu":|runtimeClass/);
});

test("its pod is the one that its way to DNS selects, and its account exists", () => {
  for (const spec of [onAws, onCluster]) {
    const objects = isolation([spec]);
    const policies = objects.filter((object) => object.kind === "NetworkPolicy");
    const way = policies.find(({ metadata }) => metadata.name === "probe-to-dns")!.spec!;
    expect(job(probes([spec], script)).template.metadata?.labels).toMatchObject(way.podSelector.matchLabels!);
    expect(objects).toContainEqual(
      expect.objectContaining({
        kind: "ServiceAccount",
        metadata: expect.objectContaining({ name: "probe", namespace: "modelkeep-demo-probes" }),
      }),
    );
  }
});

test("it goes where the model goes", () => {
  expect(job(probes([onAws], script)).template.spec).toMatchObject({
    nodeSelector: onAws.placement.nodeSelector,
    tolerations: onAws.placement.tolerations,
  });
  const { nodeSelector, tolerations } = job(probes([onCluster], script)).template.spec!;
  expect([nodeSelector, tolerations]).toEqual([undefined, undefined]);
});

test("the plan tries the internet, the metadata service, the Kubernetes API and the front door, by each address family", {
  tags: ["probe-tries-every-address-family"],
}, () => {
  expect(
    probePlan(onAws).ways.map(
      ({ protocol, host, port, mustResolve }) => `${protocol} ${host} ${port}${mustResolve ? " must resolve" : ""}`,
    ),
  ).toEqual([
    "tcp 1.1.1.1 443",
    "tcp 9.9.9.9 443",
    "tcp 2606:4700:4700::1111 443",
    "tcp 2620:fe::fe 443",
    "tcp one.one.one.one 443",
    "tcp dns.quad9.net 443",
    "dns 1.1.1.1 53",
    "dns 9.9.9.9 53",
    "tcp 169.254.169.254 80",
    "tcp fd00:ec2::254 80",
    "tcp kubernetes.default.svc 443 must resolve",
    "tcp model-server.modelkeep-demo-serving.svc 8443 must resolve",
    "tcp model-server-replicas.modelkeep-demo-serving.svc 8443 must resolve",
    "tcp $NODE_ADDRESS 30443",
  ]);
  expect(probePlan(onCluster).ways.map(({ name }) => name)).not.toContain("front door, node port");
});

test("the names of its ways are all different, so that a result says which it means", () => {
  const { ways, controls } = probePlan(onAws);
  const names = [...ways, ...controls].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(controls.map(({ protocol, port }) => [protocol, port])).toEqual([
    ["tcp", 53],
    ["dns", 53],
  ]);
});

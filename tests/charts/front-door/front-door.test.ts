import { describe, expect, it, test } from "vitest";
import { serverCertificate } from "../../../charts/front-door/certificate.ts";
import { configAnnotation } from "../../../charts/front-door/config-map.ts";
import { frontDoor } from "../../../charts/front-door/front-door.ts";
import { frontDoorNodePort } from "../../../charts/front-door/node-port.ts";
import { sidecarReserve } from "../../../charts/inference/server-resources.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import { modelServerSelector } from "../../../charts/names.ts";
import { onAws, onCluster, workload } from "../keep-specs.ts";

const service = (spec: KeepSpec) => frontDoor(spec).objects.find((one) => one.kind === "Service")!;
const configOf = (spec: KeepSpec) => frontDoor(spec).objects.find((one) => one.kind === "ConfigMap")!;

describe("the container", () => {
  const { container, volumes } = frontDoor(onCluster);

  it("runs the keep's Envoy by digest, as a sidecar that outlives the server", { tags: ["front-door-envoy-by-digest"] }, () => {
    expect(container).toMatchObject({ image: onCluster.images.envoy, restartPolicy: "Always", command: ["/usr/local/bin/envoy"] });
    expect(container).not.toHaveProperty("lifecycle");
  });

  it("has the one port", { tags: ["shows-D3"] }, () =>
    expect(container.ports).toEqual([{ name: "https", containerPort: 8443, protocol: "TCP" }]),
  );

  it("may do nothing, and runs as the user who owns the socket", { tags: ["front-door-container-powerless"] }, () => {
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 2000,
      runAsGroup: 2000,
      seccompProfile: { type: "RuntimeDefault" },
    });
  });

  it("has no environment, and mounts all it has read-only", () => {
    expect(container).not.toHaveProperty("env");
    for (const mount of container.volumeMounts!) expect(mount).toMatchObject({ readOnly: true });
  });

  it("mounts what it brings, and the socket of the server", () => {
    const mounted = container.volumeMounts!.map(({ name }) => name);
    expect(mounted.sort()).toEqual([...volumes.map(({ name }) => name), "socket"].sort());
  });

  it("stays within what the server leaves it", () => {
    expect(container.resources).toEqual({
      requests: { cpu: `${sidecarReserve.cpu * 1000}m`, memory: `${sidecarReserve.memoryGiB * 1024}Mi`, "ephemeral-storage": "256Mi" },
      limits: { cpu: `${sidecarReserve.cpu * 1000}m`, memory: `${sidecarReserve.memoryGiB * 1024}Mi`, "ephemeral-storage": "256Mi" },
    });
  });

  it("opens no other way in or out", () => {
    const args = container.args!.join(" ");
    expect(args).not.toMatch(/admin|base-id|service-cluster|config-yaml/);
    expect(args).toContain("--disable-hot-restart");
  });
});

describe("certificates", () => {
  it("that the user names are mounted, key by key, the clients' authority without a key of its own", () => {
    expect(frontDoor(onCluster).volumes.slice(1)).toEqual([
      {
        name: "front-door-server",
        secret: expect.objectContaining({
          secretName: "front-door-tls",
          items: [
            { key: "tls.crt", path: "tls.crt" },
            { key: "tls.key", path: "tls.key" },
          ],
        }),
      },
      {
        name: "front-door-client-ca",
        secret: expect.objectContaining({ secretName: "client-issuer", items: [{ key: "ca.pem", path: "ca.pem" }] }),
      },
    ]);
    expect(serverCertificate([onCluster])[0]).toBeUndefined();
  });

  it("of cert-manager are for the server alone, and mounted from where it writes them", {
    tags: ["front-door-certificates-mounted"],
  }, () => {
    const spec = serverCertificate([onAws])[0]!.spec;
    expect(spec).toMatchObject({
      issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "keep-issuer" },
      usages: ["digital signature", "server auth"],
    });
    const [server, clients] = frontDoor(onAws).volumes.slice(1);
    expect(server).toMatchObject({ secret: { secretName: spec.secretName } });
    // An authority of their own, and no key that it signed.
    expect(clients).toMatchObject({ secret: { secretName: "client-ca", items: [{ key: "ca.pem" }] } });
  });

  it("name the Service by which clients dial", () => {
    const { name, namespace } = service(onAws).metadata;
    expect(serverCertificate([onAws])[0]).toMatchObject({ spec: { dnsNames: expect.arrayContaining([`${name}.${namespace}.svc`]) } });
  });
});

describe("the Service", () => {
  it("stays inside of the cluster where nobody comes from outside", () => {
    expect(service(onCluster).spec).toEqual({
      type: "ClusterIP",
      ports: [{ name: "https", protocol: "TCP", appProtocol: "https", port: 8443, targetPort: 8443 }],
      selector: modelServerSelector("demo", onCluster.server),
    });
  });

  it("has the fixed node port for PrivateLink, and keeps the load balancer's address", { tags: ["front-door-service-ports"] }, () => {
    expect(service(onAws).spec).toMatchObject({
      type: "NodePort",
      externalTrafficPolicy: "Local",
      ports: [{ port: 8443, targetPort: 8443, nodePort: frontDoorNodePort(443) }],
    });
  });

  it("finds the leader alone of a replica on several nodes", () => {
    const { spec } = service({ ...onCluster, hardware: { ...onCluster.hardware, nodes: 2 } });
    expect(spec).toMatchObject({ selector: { "leaderworkerset.sigs.k8s.io/worker-index": "0" } });
  });
});

describe("the configuration", () => {
  const hash = (spec: KeepSpec) => frontDoor(spec).annotations[configAnnotation];

  test.each<[string, KeepSpec]>([
    ["a client more", { ...onCluster, clients: [...onCluster.clients, workload("other")] }],
    ["a client's limit", { ...onCluster, clients: [workload("support-bot", { inputTokens: 1 })] }],
    ["another name of the keep", { ...onCluster, name: "other" }],
  ])("rolls the pods for %s", { tags: ["front-door-rolls-on-changes"] }, (_name, spec) => expect(hash(spec)).not.toBe(hash(onCluster)));

  it("does not roll them for what it does not hold", () => {
    expect(hash({ ...onCluster, replicas: { min: 1, max: 9 } })).toBe(hash(onCluster));
  });

  it("is in the ConfigMap that the pod mounts, as JSON, and below its limit of 1 MiB with 500 clients", () => {
    const many = { ...onCluster, clients: Array.from({ length: 500 }, (_, number) => workload(`client-${number}`)) };
    const map = configOf(many);
    for (const text of Object.values(map.data!)) JSON.parse(text);
    expect(Object.keys(map.data!)).toEqual(["bootstrap.json", "server.json", "clients-cluster.json"]);
    expect(JSON.stringify(map).length).toBeLessThan(1_048_576);
    expect(frontDoor(many).volumes[0]).toMatchObject({ configMap: { name: map.metadata.name } });
  });

  it("holds no secret: certificates are paths", { tags: ["shows-D8"] }, () =>
    expect(JSON.stringify(configOf(onCluster))).not.toMatch(/BEGIN|inline_bytes/),
  );
});

test("every object says where it belongs", () => {
  for (const spec of [onCluster, onAws])
    for (const { metadata } of frontDoor(spec).objects)
      expect(metadata).toMatchObject({
        namespace: "modelkeep-demo-serving",
        labels: { "app.kubernetes.io/instance": "demo", "app.kubernetes.io/component": "front-door" },
      });
});

import type { SymbolicPreview } from "../../../engine/in-process/symbols/preview.ts";
import type { ProofResult } from "../../../evidence/proofs/proof.ts";
import { prove } from "../../../evidence/proofs/prove.ts";
import { Edit, type Inputs } from "../holes/edit.ts";

/** One model server behind a front door, closed but for one named client: a test opens one door. */
export class SmallCluster extends Edit {
  constructor() {
    super({ preview: { resources: [] } as unknown as SymbolicPreview["preview"], symbols: {} });
    const socket = { name: "socket", mountPath: "/run" };
    const own = [
      { name: "config", mountPath: "/config" },
      { name: "clients", mountPath: "/clients" },
    ];
    this.add("kubernetes:core/v1:ConfigMap", "ConfigMap/door", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "door", namespace: "serving" },
      data: { "clients.json": JSON.stringify({ resources: [{ validation_context: { trusted_ca: { filename: "/clients/ca.pem" } } }] }) },
    });
    this.object("Deployment", "server", "apps/v1", {
      template: {
        metadata: { labels: { app: "server" } },
        spec: {
          containers: [
            { name: "vllm", image: "vllm/vllm-openai", args: ["/weights", "--uds=/run/vllm.sock"], volumeMounts: [socket] },
            { name: "door", image: "envoy", ports: [{ name: "https", containerPort: 8443 }], volumeMounts: [socket, ...own] },
          ],
          volumes: [
            { name: "socket", emptyDir: {} },
            { name: "config", configMap: { name: "door" } },
            { name: "clients", secret: { secretName: "clients", items: [{ key: "ca.pem", path: "ca.pem" }] } },
          ],
        },
      },
    });
    this.object("NetworkPolicy", "deny", "networking.k8s.io/v1", { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    this.object("NetworkPolicy", "grant", "networking.k8s.io/v1", {
      podSelector: { matchLabels: { app: "server" } },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [
            { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "bots" } }, podSelector: { matchLabels: { app: "bot" } } },
          ],
          ports: [{ protocol: "TCP", port: 8443 }],
        },
      ],
    });
    this.object("Service", "server", "v1", { selector: { app: "server" }, ports: [{ port: 443, targetPort: "https" }] });
  }

  object(kind: string, name: string, apiVersion: string, spec: Inputs): void {
    const group = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
    this.add(`kubernetes:${group}:${kind}`, `${kind}/${name}`, { apiVersion, kind, metadata: { name, namespace: "serving" }, spec });
  }

  spec(kind: string, name: string): Inputs {
    return this.inputs(`${kind}/${name}`)["spec"];
  }

  get pod(): Inputs {
    return this.spec("Deployment", "server")["template"]["spec"];
  }

  /** cert-manager's issuer of clients' certificates, by the settings. */
  clientIssuer = { kind: "ClusterIssuer", name: "clients-ca" };

  get proofs(): ProofResult[] {
    return prove(this.inventory, undefined, this.clientIssuer);
  }

  /** What each proof says, by its id. */
  get verdicts(): Record<string, string> {
    return Object.fromEntries(this.proofs.map(({ id, status }) => [id, status]));
  }
}

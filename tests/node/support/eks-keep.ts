import { join } from "node:path";
import { serviceHost } from "../../../charts/front-door/certificate.ts";
import { keepNamespaces } from "../../../charts/isolation/namespaces.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import { modelServerAccount, servingNamespace } from "../../../charts/names.ts";
import { EksNode, vaultOf } from "../../../dev/eks-node/eks-node.ts";
import { oneAssociation } from "../../../dev/eks-node/pod-identity.ts";
import type { Place } from "../../../dev/eks-node/relay.ts";
import { Authority } from "../../../dev/sandbox/certificates.ts";
import { clientPod, clientProgram } from "../../../dev/sandbox/client.ts";
import type { Applied } from "../../../dev/sandbox/kubectl.ts";
import { clientSecret, frontDoorSecrets } from "../../../dev/sandbox/secrets.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { eksKeepSpecs } from "../../../infra/kubernetes/eks-keep-spec.ts";
import { keptObjects } from "../../../infra/kubernetes/kept-objects.ts";
import { endpointAddress } from "../../../infra/network/endpoint-addresses.ts";
import { planSubnets } from "../../../infra/network/subnets.ts";
import type { EksKeep } from "../../../infra/settings/checked-keep.ts";
import { parseCidr } from "../../../network-range/cidr.ts";
import { startVaultService, type VaultService } from "../../charts/weights/vault-service.ts";
import { limits } from "../../support/limits.ts";
import { eksImages, eksSettings, name, research } from "./eks-settings.ts";
import type { NodeRun } from "./run.ts";
import { filesOf, lockfileOf } from "./weights.ts";

/** A commit that no repository has. */
export const commit = "f".repeat(40);

/** Keys of the vault's objects, with what lies there. */
const vaultObjects = ({ model }: KeepSpec) =>
  Object.entries(filesOf({})).map(([path, data]) => ({ path, key: `${model.name}/${commit}/${path}`, data }));

/**
 * The Kubernetes half of a keep on EKS, on the node of the suite beside its own keep, with what EKS, S3 and a VPC give it (`dev/eks-node`). Differs from
 * the real thing in this:
 *
 * - It is applied by kubectl, in the order of its phases: `pulumi up` of it would make the AWS half first.
 * - CoreDNS has no policy: the keep's own is for a cluster that is the keep's alone, and would close the DNS of the other one.
 * - The node has GPUs in its status alone, and no taint; the server is the stand-in. Its image has the vault's authority among those that it trusts.
 * - A resolver before CoreDNS answers the vault's name, where CoreDNS would ask that of the VPC.
 */
export class EksKeepOnNode {
  readonly spec: KeepSpec;
  /** Its objects, as the program has them. */
  readonly objects: readonly Applied[];
  readonly serving = servingNamespace(name);
  /** Namespaces whose pods are tried: its own, those of its clients, and the cluster's. */
  readonly namespaces = [...keepNamespaces(name), research, "kube-system"];
  readonly run: NodeRun;
  readonly vault: VaultService;
  readonly #others: readonly Place[];
  #eks: EksNode | undefined;

  private constructor(run: NodeRun, keep: EksKeep, vault: VaultService) {
    this.run = run;
    this.vault = vault;
    const lockfile = ({ model }: { model: { name: string } }) => lockfileOf({ model: model.name, commit });
    [this.spec] = eksKeepSpecs(keep, lockfile);
    this.objects = (keptObjects(keep, lockfile, chartTexts()) as unknown as Applied[]).filter(
      ({ metadata }) => metadata.namespace !== "kube-system",
    );
    const { cidr, zones } = keep.target.network;
    const [subnet] = planSubnets(parseCidr(cidr), zones);
    this.#others = [
      { network: "node", address: "169.254.170.23", port: 443 },
      { network: "vpc", address: this.#vaultAddresses[0]!, port: 80 },
      { network: "vpc", address: endpointAddress("ecr.api", subnet!.endpoints), port: 443 },
      { network: "vpc", address: "169.254.169.254", port: 80 },
    ];
  }

  /** Deploys it, and waits until it serves. */
  static async up(run: NodeRun): Promise<EksKeepOnNode> {
    const folder = join(run.folder, "eks");
    const authority = new Authority(join(folder, "authority"));
    const images = await eksImages(run, folder);
    const vault = await startVaultService(vaultOf(eksKeepSpecs(eksSettings(images), () => undefined)[0]).bucket);
    const eks = new EksKeepOnNode(run, eksSettings(images), vault);
    try {
      await eks.#deploy(folder, authority);
      return eks;
    } catch (error) {
      await eks.down();
      throw error;
    }
  }

  async #deploy(folder: string, authority: Authority): Promise<void> {
    const { spec, vault } = this;
    const { node, images } = this.run;
    for (const { key, data } of vaultObjects(spec)) await vault.put(key, data);
    const identity = oneAssociation({ namespace: this.serving, serviceAccount: modelServerAccount }, vault.credentials);
    this.#eks = await EksNode.up(node, { spec, authority, folder, service: new URL(vault.endpoint), identity, others: this.#others });
    const workloads = ["Deployment", "Job"];
    await node.kubectl.apply(...this.objects.filter(({ kind }) => !workloads.includes(kind)), {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: research },
    });
    const pod = { name: "notebook", keep: name, namespace: research, labelled: "notebook", secret: "modelkeep-notebook" };
    await node.kubectl.apply(
      ...frontDoorSecrets(authority, name),
      clientSecret(authority, name, "notebook", research),
      clientProgram(research),
      clientPod({ ...pod, image: images.python }),
      ...this.objects.filter(({ kind }) => kind === "Deployment"),
    );
    const timeout = `--timeout=${limits.wait / 1000}s`;
    // Not the condition Available: with one replica, of which one may be missing, it holds from the start.
    await this.kubectl("rollout", "status", "deployment/model-server", timeout);
    await node.kubectl.apply(...this.objects.filter(({ kind }) => kind === "Job"));
    await node.kubectl.run(["-n", research, "wait", "--for=condition=Ready", "pod/notebook", timeout]);
  }

  get #vaultAddresses(): string[] {
    return this.spec.network.vaultRanges.map((range) => range.replace(/\/32$/, ""));
  }

  /** Requests of credentials so far. */
  get asked() {
    return this.#eks?.asked ?? [];
  }

  /** Ways out that the pod of the server has by its settings, and such as are close to them and closed; something listens at each. */
  get outside(): { name: string; address: string; port: number; open: boolean }[] {
    const place = (of: string, address: string, port: number, open: boolean) => ({ name: `${of} ${address}:${port}`, address, port, open });
    return [
      place("the Pod Identity agent", "169.254.170.23", 80, true),
      ...this.#vaultAddresses.map((address) => place("the vault", address, 443, true)),
      ...this.#others.map(({ address, port }) => place("a neighbour", address, port, false)),
      place("the Kubernetes API", this.run.node.address, 6443, false),
      place("the kubelet", this.run.node.address, 10250, false),
    ];
  }

  kubectl(...args: readonly string[]): Promise<string> {
    return this.run.node.kubectl.run(["-n", this.serving, ...args]);
  }

  policy(policyName: string): Applied {
    return this.objects.find(({ kind, metadata }) => kind === "NetworkPolicy" && metadata.name === policyName)!;
  }

  /** Puts an object of the vault in place of another; undefined: as it is locked. */
  async put(path: string, data?: Buffer): Promise<void> {
    const object = vaultObjects(this.spec).find((one) => one.path === path)!;
    await this.vault.put(object.key, data ?? object.data);
  }

  /** One more pod of the server, as its Deployment would make it, with other fields. */
  async startPod(podName: string, fields: object = {}): Promise<void> {
    const deployment = this.objects.find(({ kind }) => kind === "Deployment")!;
    const { metadata, spec } = (deployment["spec"] as { template: { metadata: Pick<Applied["metadata"], "labels">; spec: object } })
      .template;
    const labels = { ...metadata.labels, "pod-template-hash": "none" };
    await this.run.node.kubectl.apply({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { ...metadata, name: podName, namespace: this.serving, labels },
      spec: { ...spec, ...fields },
    });
  }

  /** Asks the server as its client does. @returns status and answer */
  ask(): Promise<string> {
    const ask = ["python3", "/ask/ask.py", serviceHost(name, this.spec.server.model), "once", this.spec.model.servedAs, "3"];
    return this.run.node.kubectl.run(["-n", research, "exec", "notebook", "--", ...ask]);
  }

  /** Leaves the node as it was. */
  async down(): Promise<void> {
    const { kubectl } = this.run.node;
    // A server ends only when it has drained, and what it belongs to would make another.
    await this.kubectl("delete", "deployments,replicasets", "--all", "--cascade=orphan");
    await this.kubectl("delete", "pods", "--all", "--force", "--grace-period=0");
    const scoped = this.objects.filter(({ kind, metadata }) => metadata.namespace === undefined && kind !== "Namespace");
    const list = { apiVersion: "v1", kind: "List", items: scoped.toReversed() };
    await kubectl.run(["delete", "--ignore-not-found", "-f", "-"], JSON.stringify(list));
    await kubectl.run(["delete", "namespace", "--ignore-not-found", ...keepNamespaces(name), research]);
    await this.#eks?.down();
    this.vault.stop();
  }
}

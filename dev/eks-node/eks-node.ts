import { rmSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { keepNamespaces } from "../../charts/isolation/namespaces.ts";
import type { KeepSpec } from "../../charts/keep-spec.ts";
import type { Authority } from "../sandbox/certificates.ts";
import type { KubernetesNode } from "../sandbox/kubernetes-node.ts";
import { answerNames } from "./names.ts";
import type { PodIdentity } from "./pod-identity.ts";
import { type AskedCredentials, podIdentityAgent } from "./pod-identity-agent.ts";
import { podIdentityWebhook, webhookConfiguration } from "./pod-identity-webhook.ts";
import { openPlaces, type Place } from "./relay.ts";
import { vaultEndpoint } from "./vault-endpoint.ts";

/** Where a keep on EKS finds its weights, which is a vault: a claim has no bucket. */
export function vaultOf({ weights }: Pick<KeepSpec, "weights">): { bucket: string; region: string; host: string } {
  if (weights.kind !== "vault")
    throw new Error("the weights of this keep are on a claim; accepted: a keep on EKS, whose weights are in a vault");
  const { bucket, region } = weights;
  return { bucket, region, host: `${bucket}.s3.${region}.amazonaws.com` };
}

export interface EksNodeOptions {
  /** The keep, for whose names, addresses and GPUs all of this is. */
  spec: KeepSpec;
  /** Signs the certificates of the vault's endpoint and of the webhook. */
  authority: Authority;
  /** Folder for the sockets. */
  folder: string;
  /** S3 service of this machine. */
  service: URL;
  /** Roles of accounts, of which that of the model server reads the vault. */
  identity: PodIdentity;
  /** Further places at which something is to listen. */
  others?: readonly Place[];
}

/** Port of the webhook, on the node's loopback. */
const webhookPort = 9447;

/** What EKS and a VPC give the pods of one keep, on a node of `dev/kubernetes-node`, for as long as this process lives. */
export class EksNode {
  /** Requests of credentials so far. */
  readonly asked: AskedCredentials[] = [];
  readonly #undo: (() => unknown)[] = [];

  /** @throws Error where a part cannot be had; what was there by then is taken away again */
  static async up(node: KubernetesNode, options: EksNodeOptions): Promise<EksNode> {
    const eks = new EksNode();
    try {
      await eks.#servers(node, options);
      await eks.#gpus(node, options.spec);
      return eks;
    } catch (error) {
      await eks.down();
      throw error;
    }
  }

  /** Leaves the node as it was. */
  async down(): Promise<void> {
    for (const undo of this.#undo.splice(0).toReversed()) await undo();
  }

  async #servers(node: KubernetesNode, { spec, authority, folder, service, identity, others = [] }: EksNodeOptions): Promise<void> {
    const { host, region } = vaultOf(spec);
    const certificate = (file: string, name: string) => authority.issue(file, "serverAuth", [name]);
    const webhook = podIdentityWebhook(certificate("webhook", "IP:127.0.0.1"), identity, region);
    const socket = (name: string) => join(folder, `${name}.sock`);
    await this.#listen(webhook, socket("webhook"));
    await this.#listen(podIdentityAgent(node.kubectl, identity, this.asked), socket("agent"));
    await this.#listen(vaultEndpoint(certificate("vault", `DNS:${host}`), service), socket("vault"));
    const vaults = spec.network.vaultRanges.map((range) => range.replace(/\/32$/, ""));
    this.#undo.push(
      await openPlaces(node, [
        { network: "node", address: "127.0.0.1", port: webhookPort, socket: socket("webhook") },
        { network: "node", address: "169.254.170.23", port: 80, socket: socket("agent") },
        ...vaults.map((address): Place => ({ network: "vpc", address, port: 443, socket: socket("vault") })),
        ...others,
      ]),
    );
    this.#undo.push(await answerNames(node, { [host]: vaults }));
    const name = `modelkeep-${spec.name}-pod-identity`;
    const url = `https://127.0.0.1:${webhookPort}/mutate`;
    await node.kubectl.apply(webhookConfiguration(name, url, authority.cert, keepNamespaces(spec.name)));
    this.#undo.push(() => node.kubectl.run(["delete", "mutatingwebhookconfiguration", name, "--ignore-not-found"]));
  }

  async #listen(server: Server, path: string): Promise<void> {
    rmSync(path, { force: true });
    await new Promise<void>((listening, failed) => server.once("error", failed).listen(path, listening));
    this.#undo.push(() => {
      server.close();
      server.closeAllConnections();
    });
  }

  /** The node is one of the keep's pool: its label, and GPUs in its status, which nothing of it has. It gets no taint: other keeps may be on it. */
  async #gpus({ kubectl }: KubernetesNode, { placement, hardware, replicas }: KeepSpec): Promise<void> {
    const name = await kubectl.run(["get", "nodes", "-o", "jsonpath={.items[0].metadata.name}"]);
    const labels = Object.entries(placement.nodeSelector);
    await kubectl.run(["label", "node", name, "--overwrite", ...labels.map(([key, value]) => `${key}=${value}`)]);
    this.#undo.push(() => kubectl.run(["label", "node", name, ...labels.map(([key]) => `${key}-`)]));
    const gpus = (count: string | null) => {
      const fields = { "nvidia.com/gpu": count };
      const patch = JSON.stringify({ status: { capacity: fields, allocatable: fields } });
      return kubectl.run(["patch", "node", name, "--subresource=status", "--type=merge", "-p", patch]);
    };
    await gpus(String(hardware.gpus * (replicas.max + 1)));
    this.#undo.push(() => gpus(null));
  }
}

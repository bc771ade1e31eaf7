import { Reading } from "../rule/reading.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import { Fact } from "../shape/fact.ts";
import { amount, argument, asText, factOf, named, objectOf } from "./find.ts";
import { modelServer, servingNamespace } from "./names.ts";

/** Who may call: pods of a namespace, or addresses of the load balancer of a client over PrivateLink. */
export interface Client {
  name: string;
  from: { namespace: string } | { ranges: readonly string[] };
}

/** The side of the front door where a client comes in. */
export const entranceOf = ({ from }: Client): "load-balancer" | "cluster" => ("ranges" in from ? "load-balancer" : "cluster");

/** Who a client is: the one URI name of its certificate. */
export const identityOf = (keep: string, { name }: Pick<Client, "name">): string => `spiffe://modelkeep/${keep}/client/${name}`;

/** Cluster of Envoy to which a client's connections go. */
export const clientCluster = (keep: string, client: Client): string => `${entranceOf(client)}/${identityOf(keep, client)}`;

const workloads = ["kubernetes:apps/v1:Deployment", "kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet"] as const;
const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/**
 * The facts of a keep, each read from one place. Everything else that depends on one must agree: so a value that is changed in only one
 * place is noticed, and one that is changed in all of them makes another keep, which the report compares with its settings.
 */
export class Keep {
  readonly stack: Stack;
  /** The model server's pods come in groups over several nodes. */
  readonly group: boolean;
  readonly name: Fact<string>;
  readonly images: { server: Fact<string>; envoy: Fact<string> };
  /** Name of the model that clients ask for. */
  readonly model: Fact<string>;
  readonly clients: Fact<readonly Client[]>;
  /** Cores and GiB of memory that a node has for a pod, GPUs, nodes of a replica, and the most pods. */
  readonly vcpus: Fact<number>;
  readonly memoryGiB: Fact<number>;
  readonly gpus: Fact<number>;
  readonly nodes: Fact<number>;
  /** Data parallel ranks of the model server: engines that run side by side. */
  readonly ranks: Fact<number>;
  readonly pods: Fact<number>;
  readonly weightsGiB: Fact<number>;
  /** Requests that the model server has at once: what all clients together are granted. */
  readonly requests: Fact<number>;
  /** Connections that each client may have at once, in the order of the clients. */
  readonly connections: Fact<readonly number[]>;
  /** Longest request and longest start, in seconds. */
  readonly requestSeconds: Fact<number>;
  readonly startSeconds: Fact<number>;
  readonly nodeSelector: Fact<Readonly<Record<string, string>>>;
  readonly tolerations: Fact<readonly Readonly<Record<string, string>>[]>;
  readonly podIdentity: boolean;
  readonly nodePort: boolean;
  /** Whether the weights come from a bucket, and not from a claim. */
  readonly vault: Fact<boolean>;
  readonly vaultRanges: Fact<readonly string[]>;
  /** Name of the claim on the weights. */
  readonly claim: Fact<string>;
  readonly #pod: Reading;

  constructor(stack: Stack) {
    this.stack = stack;
    const namespace = this.find("kubernetes:core/v1:Namespace", undefined, servingNamespace);
    const single = this.find(workloads[0], servingNamespace, modelServer);
    const group = this.find(workloads[1], servingNamespace, modelServer);
    this.group = single === undefined && group !== undefined;
    const pod =
      single?.at("spec", "template", "spec") ??
      group?.at("spec", "leaderWorkerTemplate", "leaderTemplate", "spec") ??
      absent("the model server");
    this.#pod = pod;
    const server = named(pod.at("containers"), modelServer);
    const limits = this.#at("kubernetes:core/v1:LimitRange", "limits").at("spec", "limits", 0, "max");
    this.name = factOf(this.#of(namespace).at("metadata", "labels", "app.kubernetes.io/instance"), "the keep's name", asText);
    this.images = {
      server: factOf(server.at("image"), "the model server's image", asText),
      envoy: factOf(named(pod.at("initContainers"), "front-door").at("image"), "the front door's image", asText),
    };
    this.model = factOf(argument(server, "--served-model-name"), "the model's name", asText);
    this.vcpus = factOf(limits.at("cpu"), "the cores of a node", amount(""));
    this.memoryGiB = factOf(limits.at("memory"), "the memory of a node", amount("Gi"));
    this.gpus = orElse(server.at("resources", "limits", "nvidia.com/gpu"), 0, amount(""));
    this.ranks = orElse(argument(server, "--data-parallel-size"), 1, amount(""));
    this.nodes = group ? factOf(group.at("spec", "leaderWorkerTemplate", "size"), "the nodes of a replica", numberOf) : Fact.of(1);
    this.pods = factOf(this.#at("kubernetes:core/v1:ResourceQuota", "quota").at("spec", "hard", "pods"), "the most pods", amount(""));
    this.weightsGiB = factOf(named(pod.at("volumes"), "weights").at("emptyDir", "sizeLimit"), "the size of the weights", amount("Gi"));
    this.requestSeconds = factOf(
      server.at("lifecycle", "preStop", "exec", "command", 7),
      "the time of the longest request",
      (value) => amount("")(value) && Number(value) - settleSeconds,
    );
    const clusters = this.data("front-door").at("bootstrap.json").json().at("static_resources", "clusters");
    const most = (cluster: string, what: string) =>
      factOf(named(clusters, cluster).at("circuit_breakers", "thresholds", 0, "max_connections"), what, numberOf);
    this.requests = most(modelServer, "the requests at once");
    this.startSeconds = factOf(named(server.at("env"), "VLLM_ENGINE_READY_TIMEOUT_S").at("value"), "the time of a start", amount(""));
    this.nodeSelector = orElse(pod.at("nodeSelector"), {}, (value) => value as Record<string, string>);
    this.tolerations = orElse(pod.at("tolerations"), [], (value) => (Array.isArray(value) ? value : undefined));
    this.clients = clientsOf(stack);
    this.connections = Fact.all(this.name, this.clients).chain(([keep, clients]) =>
      Fact.all(...clients.map((client) => most(clientCluster(keep, client), `the connections of ${client.name}`))),
    );
    this.podIdentity = this.find(networkPolicyType, servingNamespace, "loader-to-pod-identity") !== undefined;
    this.nodePort = this.#at("kubernetes:core/v1:Service", modelServer).at("spec", "type").is("NodePort").state === "yes";
    this.vault = orElse(named(pod.at("volumes"), "weights-claim"), true, () => false);
    this.vaultRanges = rangesOf(this.#at(networkPolicyType, "loader-to-vault").at("spec", "egress", 0, "to"));
    this.claim = factOf(
      named(pod.at("volumes"), "weights-claim").at("persistentVolumeClaim", "claimName"),
      "the claim on the weights",
      asText,
    );
  }

  /** An object by its type, namespace and name. */
  find(type: string, namespace: string | undefined, name: string): Subject | undefined {
    return objectOf(this.stack, type, namespace, name);
  }

  /** A secret that the front door mounts, by the name of its volume. */
  secret(volume: string): Fact<string> {
    return factOf(named(this.#pod.at("volumes"), volume).at("secret", "secretName"), `the secret of ${volume}`, asText);
  }

  /** Data of a ConfigMap of the serving namespace. */
  data(configMap: string): Reading {
    return this.#at("kubernetes:core/v1:ConfigMap", configMap).at("data");
  }

  /** Addresses from which the load balancer of PrivateLink connects; none where no client comes that way. */
  get loadBalancerRanges(): Fact<readonly string[]> {
    return this.clients.as((clients) => clients.flatMap(({ from }) => ("ranges" in from ? [from.ranges] : []))[0] ?? []);
  }

  /** What is not known, on which it depends which objects the keep has. */
  get doubts(): readonly string[] {
    const none = (): readonly string[] => [];
    const asked = [this.clients, this.vault, ...(this.group ? [this.pods] : [])];
    const claim = this.vault.chain<unknown>((vault) => (vault ? Fact.of("") : this.claim));
    return [...asked, claim].flatMap((fact) => fact.when({ known: none, unknown: (because) => because }));
  }

  #of(subject: Subject | undefined): Reading {
    return subject?.at() ?? absent("it");
  }

  #at(type: string, name: string): Reading {
    return this.#of(this.find(type, servingNamespace, name));
  }
}

/** Seconds after which no proxy sends new requests to a pod that ends; the drain is this and the longest request. */
export const settleSeconds = 15;

const absent = (path: string) => new Reading(undefined, path);
const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

function orElse<T>(reading: Reading, otherwise: T, read: (value: unknown) => T | undefined): Fact<T> {
  return reading.absent().state === "yes" ? Fact.of(otherwise) : factOf(reading, reading.path, read);
}

/** Ranges of the peers of a rule; none where a peer is something else, or there is no such rule. */
function rangesOf(peers: Reading): Fact<readonly string[]> {
  return orElse<readonly string[]>(peers, [], (value) =>
    (Array.isArray(value) ? value : []).flatMap((peer) => {
      const cidr = (peer as { ipBlock?: { cidr?: unknown } } | null)?.ipBlock?.cidr;
      return typeof cidr === "string" ? [cidr] : [];
    }),
  );
}

/** The grants of the serving namespace: each is a network policy of its own. */
function clientsOf(stack: Stack): Fact<readonly Client[]> {
  const policies = stack
    .peek(networkPolicyType)
    .filter((policy) => policy.at("metadata", "namespace").is(servingNamespace).state === "yes");
  const names = policies.map((policy) => factOf(policy.at("metadata", "name"), "the name of a network policy", asText));
  return Fact.all(...names).chain((all) =>
    Fact.all(
      ...all.flatMap((name, i) => {
        const [, client] = /^grant-(.+)$/.exec(name) ?? [];
        return client === undefined ? [] : [clientOf(client, policies[i]!.at("spec", "ingress", 0, "from"))];
      }),
    ),
  );
}

function clientOf(name: string, peers: Reading): Fact<Client> {
  const namespace = peers.at(0, "namespaceSelector", "matchLabels", "kubernetes.io/metadata.name");
  return namespace.present().state === "yes"
    ? factOf(namespace, `who client ${name} is`, asText).as((text) => ({ name, from: { namespace: text } }))
    : rangesOf(peers).as((ranges) => ({ name, from: { ranges } }));
}

import type { Reading } from "../rule/reading.ts";
import { Fact } from "../shape/fact.ts";
import { type Client, clientCluster, type Grant } from "./client.ts";
import { amount, argument, asText, factOf, named, nothing, numberOf, orElse } from "./find.ts";
import type { Ground } from "./ground.ts";
import { modelServer, serverName, type Version, versionLabel } from "./names.ts";
import { type User, userIn } from "./users.ts";

const workloads = ["kubernetes:apps/v1:Deployment", "kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet"] as const;

/** Seconds after which no proxy sends new requests to a pod that ends; the drain is this and the longest request. */
export const settleSeconds = 15;

/** The pod of a server that has its front door: its only one, or the first of several nodes. */
interface ServerParts {
  workload: Reading;
  pod: Reading;
  /** Container of vLLM. */
  server: Reading;
  /** The workload, where it makes groups of pods. */
  group: Reading | undefined;
}

function partsOf(keep: Ground, name: string): ServerParts {
  const [single, group] = workloads.map((type) => keep.find(type, keep.serving, name)?.at());
  const workload = single ?? group ?? nothing(`the workload ${name}`);
  const pod = single ? single.at("spec", "template", "spec") : workload.at("spec", "leaderWorkerTemplate", "leaderTemplate", "spec");
  return { workload, pod, server: named(pod.at("containers"), modelServer), group: single === undefined ? group : undefined };
}

/** A model of a keep: what both of its versions share, read from the current one, from its Service and from its grants. */
export class Model<Of extends Ground = Ground> {
  readonly keep: Of;
  /** Its key in the settings, by which it is called. */
  readonly key: string;
  /** Its pods come in groups over several nodes. */
  readonly group: boolean;
  /** Name of the model that clients ask for. */
  readonly servedAs: Fact<string>;
  /** Cores and GiB of memory that a node has for a pod, GPUs, and nodes of a replica. */
  readonly vcpus: Fact<number>;
  readonly memoryGiB: Fact<number>;
  readonly gpus: Fact<number>;
  readonly nodes: Fact<number>;
  readonly nodeSelector: Fact<Readonly<Record<string, string>>>;
  readonly tolerations: Fact<readonly Readonly<Record<string, string>>[]>;
  readonly runtimeClass: Fact<string | undefined>;
  /** Whether its Service opens a port of its nodes, and which. */
  readonly exposed: boolean;
  readonly nodePort: Fact<number>;
  /** The version to which its Service leads; undefined for both. */
  readonly serves: Fact<string | undefined>;
  readonly clients: Fact<readonly Client[]>;
  /** The current version, and the next one where there is one. */
  readonly servers: readonly [Server<Of>, ...Server<Of>[]];

  constructor(keep: Of, key: string, versions: readonly Version[], grants: Fact<readonly Grant[]>) {
    this.keep = keep;
    this.key = key;
    const { pod, server, group } = partsOf(keep, key);
    this.group = group !== undefined;
    this.servedAs = factOf(argument(server, "--served-model-name"), `the name of model ${key}`, asText);
    const limits = server.at("resources", "limits");
    this.vcpus = factOf(limits.at("cpu"), "the cores of a node", wholeAndHalf("m", 1000));
    this.memoryGiB = factOf(limits.at("memory"), "the memory of a node", wholeAndHalf("Mi", 1024));
    this.gpus = orElse(limits.at("nvidia.com/gpu"), 0, amount(""));
    this.nodes = group ? factOf(group.at("spec", "leaderWorkerTemplate", "size"), "the nodes of a replica", numberOf) : Fact.of(1);
    this.nodeSelector = orElse(pod.at("nodeSelector"), {}, (value) => value as Record<string, string>);
    this.tolerations = orElse(pod.at("tolerations"), [], (value) => (Array.isArray(value) ? value : undefined));
    this.runtimeClass = orElse<string | undefined>(pod.at("runtimeClassName"), undefined, String);
    const service = keep.find("kubernetes:core/v1:Service", keep.serving, key)?.at("spec") ?? nothing(`the Service ${key}`);
    this.exposed = service.at("type").is("NodePort").state === "yes";
    this.nodePort = factOf(service.at("ports", 0, "nodePort"), `the node port of model ${key}`, numberOf);
    this.serves = orElse<string | undefined>(service.at("selector", versionLabel), undefined, asText);
    this.clients = grants.as((all) => all.filter(({ model }) => model === key).map(({ client }) => client));
    this.servers = [new Server(this, "current"), ...(versions.includes("next") ? [new Server(this, "next")] : [])];
  }

  /** Addresses from which the load balancer of PrivateLink connects to it; none where no client of it comes that way. */
  get loadBalancerRanges(): Fact<readonly string[]> {
    return this.clients.chain((clients) =>
      clients.some(({ from }) => "ranges" in from) ? this.keep.loadBalancerRanges : Fact.of<readonly string[]>([]),
    );
  }
}

/** One version of a model: a workload with its front door, and what it has of its own, read from that. */
export class Server<Of extends Ground = Ground> {
  readonly keep: Of;
  readonly model: Model<Of>;
  readonly version: Version;
  /** Name of its workload and of its disruption budget. */
  readonly name: string;
  /** ConfigMap with the configuration of its front door. */
  readonly frontDoor: string;
  readonly images: { server: Fact<string>; envoy: Fact<string> };
  /** Name of its checkpoint in the catalog. */
  readonly checkpoint: Fact<string>;
  /** Data parallel ranks: engines that run side by side. */
  readonly ranks: Fact<number>;
  /** Replicas that it has after a deployment. */
  readonly replicas: Fact<number>;
  /** Groups of pods that it may have; none of a server whose replicas are single pods. */
  readonly groups: Fact<number>;
  readonly weightsGiB: Fact<number>;
  /** Name of the ConfigMap with the lockfile of its weights. */
  readonly lockfile: Fact<string>;
  /** Whether its weights come from a bucket, and else the name of the claim on them. */
  readonly vault: Fact<boolean>;
  readonly claim: Fact<string>;
  /** Requests that it has at once: what all clients together are granted. */
  readonly requests: Fact<number>;
  /** Connections that each client may have at once, in the order of the clients. */
  readonly connections: Fact<readonly number[]>;
  /** Longest request and longest start, in seconds. */
  readonly requestSeconds: Fact<number>;
  readonly startSeconds: Fact<number>;
  /** As whom its pods run. */
  readonly user: User;
  readonly #pod: Reading;

  constructor(model: Model<Of>, version: Version) {
    const { keep, key } = model;
    this.keep = keep;
    this.model = model;
    this.version = version;
    this.name = serverName(key, version);
    this.frontDoor = `${this.name}-front-door`;
    const { workload, pod, server } = partsOf(keep, this.name);
    this.#pod = pod;
    this.user = userIn(pod.at("securityContext"));
    const loader = named(pod.at("initContainers"), "weights-loader");
    const volume = (name: string) => named(pod.at("volumes"), name);
    this.images = {
      server: factOf(server.at("image"), "the model server's image", asText),
      envoy: factOf(named(pod.at("initContainers"), "front-door").at("image"), "the front door's image", asText),
    };
    this.checkpoint = factOf(argument(loader, "--model"), `the checkpoint of ${this.name}`, asText);
    this.ranks = orElse(argument(server, "--data-parallel-size"), 1, amount(""));
    this.replicas = factOf(workload.at("spec", "replicas"), `the replicas of ${this.name}`, numberOf);
    this.groups = model.group ? keep.groupsOf(this.name) : Fact.of(0);
    this.weightsGiB = factOf(volume("weights").at("emptyDir", "sizeLimit"), "the size of the weights", amount("Gi"));
    this.lockfile = factOf(volume("weights-lockfile").at("configMap", "name"), `the lockfile of ${this.name}`, asText);
    this.vault = orElse(volume("weights-claim"), true, () => false);
    this.claim = factOf(volume("weights-claim").at("persistentVolumeClaim", "claimName"), "the claim on the weights", asText);
    const clusters = keep.data(this.frontDoor).at("bootstrap.json").json().at("static_resources", "clusters");
    const most = (cluster: string, what: string) =>
      factOf(named(clusters, cluster).at("circuit_breakers", "thresholds", 0, "max_connections"), what, numberOf);
    this.requests = most(modelServer, "the requests at once");
    this.connections = Fact.all(keep.name, model.clients).chain(([own, clients]) =>
      Fact.all(...clients.map((client) => most(clientCluster(own, client), `the connections of ${client.name}`))),
    );
    this.requestSeconds = factOf(
      server.at("lifecycle", "preStop", "exec", "command", 7),
      "the time of the longest request",
      (value) => amount("")(value) && Number(value) - settleSeconds,
    );
    this.startSeconds = factOf(named(server.at("env"), "VLLM_ENGINE_READY_TIMEOUT_S").at("value"), "the time of a start", amount(""));
  }

  /** A secret that the front door mounts, by the name of its volume. */
  secret(volume: string): Fact<string> {
    return factOf(named(this.#pod.at("volumes"), volume).at("secret", "secretName"), `the secret of ${volume}`, asText);
  }
}

/** Whole units of a node from the share of vLLM, which is half a unit less: that is the front door's. */
export const wholeAndHalf =
  (unit: string, perUnit: number) =>
  (value: unknown): number | undefined => {
    const units = Number(amount(unit)(value)) / perUnit + 0.5;
    return Number.isInteger(units) && units >= 1 ? units : undefined;
  };

import type { Reading } from "../rule/reading.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import { Fact } from "../shape/fact.ts";
import { type Grant, grantsIn } from "./client.ts";
import { asText, factOf, nothing, objectOf, rangesOf } from "./find.ts";
import type { Model, Server } from "./model.ts";
import { modelsIn } from "./models.ts";
import { clusterWideName } from "./names.ts";
import { keepNameIn } from "./presence.ts";

const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const configMapType = "kubernetes:core/v1:ConfigMap";

/**
 * The facts of a keep, each read from one place. Everything else that depends on one must agree: so a value that is changed in only one
 * place is noticed, and one that is changed in all of them makes another keep, which the report compares with its settings. What a model and
 * its versions have of their own is in {@link Model} and {@link Server}; which there are is known by the names of their objects.
 */
export class Keep {
  readonly stack: Stack;
  readonly name: Fact<string>;
  /** Names of its namespaces: that of the model servers and their front doors, and that of the probes. */
  readonly serving: string;
  readonly probes: string;
  /** By their keys, and so not in the order of the settings. */
  readonly models: readonly [Model, ...Model[]];
  /** The models as the settings order them: the probe's plan is where that is read. */
  readonly inOrder: Fact<readonly Model[]>;
  /** Who may call which model. */
  readonly grants: Fact<readonly Grant[]>;
  readonly podIdentity: boolean;
  readonly vaultRanges: Fact<readonly string[]>;

  constructor(stack: Stack) {
    this.stack = stack;
    const name = keepNameIn(stack);
    this.name = name === undefined ? Fact.unknown("the keep's name (it has no serving namespace)") : Fact.of(name);
    this.serving = this.clusterWide("serving");
    this.probes = this.clusterWide("probes");
    this.grants = grantsIn(this.#policies);
    this.models = modelsIn(this, this.grants);
    this.inOrder = this.models.length === 1 ? Fact.of(this.models) : this.#planned();
    this.podIdentity = this.find(networkPolicyType, this.serving, "loader-to-pod-identity") !== undefined;
    const toVault = this.find(networkPolicyType, this.serving, "loader-to-vault")?.at("spec", "egress", 0, "to");
    this.vaultRanges = rangesOf(toVault ?? nothing("loader-to-vault"));
  }

  /** Name of an object of the keep that the whole cluster sees. */
  clusterWide(what: string): string {
    return clusterWideName(this.name.when({ known: (name) => name, unknown: () => "<keep>" }), what);
  }

  /** The same as a fact, for where another object names it. */
  named(what: string): Fact<string> {
    return this.name.as((name) => clusterWideName(name, what));
  }

  /** Every version of every model. */
  get servers(): readonly [Server, ...Server[]] {
    return this.models.flatMap((model) => model.servers) as [Server, ...Server[]];
  }

  /** Where what all servers have alike is read: their images, their secrets, and whether weights come from a bucket. */
  get #first(): Server {
    return this.servers[0];
  }

  get images(): Server["images"] {
    return this.#first.images;
  }

  get vault(): Fact<boolean> {
    return this.#first.vault;
  }

  /** A secret that every front door mounts, by the name of its volume. */
  secret(volume: string): Fact<string> {
    return this.#first.secret(volume);
  }

  /** Whether a model's pods come in groups over several nodes, and whether one opens a port of its nodes. */
  get group(): boolean {
    return this.models.some((model) => model.group);
  }

  get nodePort(): boolean {
    return this.models.some((model) => model.exposed);
  }

  /** Addresses from which the load balancer of PrivateLink connects; none where no client comes that way. */
  get loadBalancerRanges(): Fact<readonly string[]> {
    return this.grants.as((grants) => grants.flatMap(({ client: { from } }) => ("ranges" in from ? [from.ranges] : []))[0] ?? []);
  }

  /** An object by its type, namespace and name. */
  find(type: string, namespace: string | undefined, name: string): Subject | undefined {
    return objectOf(this.stack, type, namespace, name);
  }

  /** Data of a ConfigMap of the serving namespace. */
  data(configMap: string): Reading {
    return this.find(configMapType, this.serving, configMap)?.at("data") ?? nothing(`the ConfigMap ${configMap}`);
  }

  /** How many groups of pods a server may have, by the network policies of their traffic: from the first on, without a gap. */
  groupsOf(server: string): Fact<number> {
    return Fact.all(...this.#policies.map((policy) => factOf(policy.at("metadata", "name"), "the name of a network policy", asText))).as(
      (names) => {
        const gap = names.findIndex((_, index) => !names.includes(`${server}-group-${index}`));
        return Math.max(1, gap < 0 ? names.length : gap);
      },
    );
  }

  /** What is not known, on which it depends which objects the keep has. */
  get doubts(): readonly string[] {
    const known = (): readonly string[] => [];
    const claims = this.vault.chain<unknown>((vault) => (vault ? Fact.of("") : Fact.all(...this.servers.map(({ claim }) => claim))));
    const asked = [this.name, this.grants, this.vault, claims, ...this.servers.map(({ groups }) => groups)];
    return [...new Set(asked.flatMap((fact) => fact.when({ known, unknown: (because) => because })))];
  }

  get #policies(): readonly Subject[] {
    return this.stack.peek(networkPolicyType).filter((policy) => policy.at("metadata", "namespace").is(this.serving).state === "yes");
  }

  /**
   * The models in the order in which the probe tries their front doors; those that it leaves out come last. A plan that is missing or no plan is
   * a violation itself, and leaves nothing undecided.
   */
  #planned(): Fact<readonly Model[]> {
    const plan = this.find(configMapType, this.probes, "probe")?.at("data", "plan.json") ?? nothing("the probe's plan");
    const ways = plan
      .json()
      .at("ways")
      .when<unknown>({ known: (value) => value, unknown: () => [], absent: () => [] });
    const hosts = (Array.isArray(ways) ? ways : []).map((way) => (way as { host?: unknown } | null)?.host);
    const place = ({ key }: Model) => hosts.indexOf(`${key}.${this.serving}.svc`) + 1 || hosts.length + 1;
    const ordered = this.models.toSorted((a, b) => place(a) - place(b));
    return plan.when({ known: () => Fact.of(ordered), unknown: (because) => Fact.unknown(because), absent: () => Fact.of(ordered) });
  }
}

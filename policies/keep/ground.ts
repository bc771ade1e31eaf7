import type { Reading } from "../rule/reading.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import { Fact } from "../shape/fact.ts";
import { type Grant, grantsIn } from "./client.ts";
import { asText, factOf, nothing, objectOf } from "./find.ts";
import { clusterWideName } from "./names.ts";
import { keepNameIn } from "./presence.ts";

const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const configMapType = "kubernetes:core/v1:ConfigMap";

/** What is known of a keep before its models are: its name and namespaces, its grants, and how its objects are found. */
export class Ground {
  readonly stack: Stack;
  readonly name: Fact<string>;
  /** Names of its namespaces: that of the model servers and their front doors, and that of the probes. */
  readonly serving: string;
  readonly probes: string;
  /** Who may call which model. */
  readonly grants: Fact<readonly Grant[]>;

  constructor(stack: Stack) {
    this.stack = stack;
    const name = keepNameIn(stack);
    this.name = name === undefined ? Fact.unknown("the keep's name (it has no serving namespace)") : Fact.of(name);
    this.serving = this.clusterWide("serving");
    this.probes = this.clusterWide("probes");
    this.grants = grantsIn(this.#policies);
  }

  /** Name of an object of the keep that the whole cluster sees. */
  clusterWide(what: string): string {
    return clusterWideName(this.name.when({ known: (name) => name, unknown: () => "<keep>" }), what);
  }

  /** The same as a fact, for where another object names it. */
  named(what: string): Fact<string> {
    return this.name.as((name) => clusterWideName(name, what));
  }

  /** Addresses from which the load balancer of PrivateLink connects; none where no client comes that way. */
  get loadBalancerRanges(): Fact<readonly string[]> {
    return this.grants.as((grants) => grants.flatMap(({ client: { from } }) => ("ranges" in from ? [from.ranges] : []))[0] ?? []);
  }

  /** An object by its type, namespace and name. */
  find(type: string, namespace: string | undefined, name: string): Subject | undefined {
    return objectOf(this.stack, type, namespace, name);
  }

  /** Objects of some types in the serving namespace. */
  inServing(...types: string[]): Subject[] {
    return this.stack.peek(...types).filter((subject) => subject.at("metadata", "namespace").is(this.serving).state === "yes");
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

  get #policies(): readonly Subject[] {
    return this.inServing(networkPolicyType);
  }
}

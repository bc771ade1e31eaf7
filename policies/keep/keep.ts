import type { Stack } from "../rule/stack.ts";
import { Fact } from "../shape/fact.ts";
import type { Shape } from "../shape/shape.ts";
import { addressesIn, dnsIn } from "./dns.ts";
import { nothing, rangesOf } from "./find.ts";
import { Ground } from "./ground.ts";
import type { Model, Server } from "./model.ts";
import { modelsIn } from "./models.ts";
import { probeName } from "./names.ts";
import { type User, userIn } from "./users.ts";

const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** A model, and a version of one, of a whole keep. */
export type KeepModel = Model<Keep>;
export type KeepServer = Server<Keep>;

/**
 * The facts of a keep, each read from one place. Everything else that depends on one must agree: so a value that is changed in only one
 * place is noticed, and one that is changed in all of them makes another keep, which the report compares with its settings. What a model and
 * its versions have of their own is in {@link Model} and {@link Server}; which there are is known by the names of their objects.
 */
export class Keep extends Ground {
  /** By their keys. */
  readonly models: readonly [KeepModel, ...KeepModel[]];
  readonly podIdentity: boolean;
  readonly vaultRanges: Fact<readonly string[]>;
  /** Where the cluster's DNS answers, by the policy that lets the probe ask it: every other policy names the same. */
  readonly dns: Fact<readonly Shape[]>;

  constructor(stack: Stack) {
    super(stack);
    this.models = modelsIn<Keep>(this, this.grants);
    this.podIdentity = this.find(networkPolicyType, this.serving, "loader-to-pod-identity") !== undefined;
    const toVault = this.find(networkPolicyType, this.serving, "loader-to-vault")?.at("spec", "egress", 0, "to");
    this.vaultRanges = rangesOf(toVault ?? nothing("loader-to-vault"));
    this.dns = dnsIn(this.find(networkPolicyType, this.probes, "probe-to-dns")?.at("spec", "egress") ?? nothing("probe-to-dns"));
  }

  /** Every version of every model. */
  get servers(): readonly [KeepServer, ...KeepServer[]] {
    return this.models.flatMap((model) => model.servers) as [KeepServer, ...KeepServer[]];
  }

  /** Where what all servers have alike is read: their images, their secrets, and whether weights come from a bucket. */
  get #first(): KeepServer {
    return this.servers[0];
  }

  get images(): KeepServer["images"] {
    return this.#first.images;
  }

  get vault(): Fact<boolean> {
    return this.#first.vault;
  }

  /** A secret that every front door mounts, by the name of its volume. */
  secret(volume: string): Fact<string> {
    return this.#first.secret(volume);
  }

  /** User of the model servers' pods, by the first, and of the probes' pods. */
  get user(): User {
    return this.#first.user;
  }

  get probeUser(): User {
    const first = this.find("kubernetes:batch/v1:CronJob", this.probes, probeName(this.models[0].key));
    const pod = first?.at("spec", "jobTemplate", "spec", "template", "spec") ?? nothing("the probe's CronJob");
    return userIn(pod.at("securityContext"));
  }

  /** Whether DNS answers at an address. */
  get dnsAddress(): boolean {
    return addressesIn(this.dns).when({ known: (all) => all.length > 0, unknown: () => false });
  }

  /** Whether a model's pods come in groups over several nodes, and whether one opens a port of its nodes. */
  get group(): boolean {
    return this.models.some((model) => model.group);
  }

  get nodePort(): boolean {
    return this.models.some((model) => model.exposed);
  }

  /** What is not known, on which it depends which objects the keep has. */
  get doubts(): readonly string[] {
    const known = (): readonly string[] => [];
    const claims = this.vault.chain<unknown>((vault) => (vault ? Fact.of("") : Fact.all(...this.servers.map(({ claim }) => claim))));
    const asked = [
      this.name,
      this.grants,
      this.vault,
      claims,
      ...this.models.map(({ serves }) => serves),
      ...this.servers.flatMap(({ groups, replicas }) => [groups, replicas]),
    ];
    return [...new Set(asked.flatMap((fact) => fact.when({ known, unknown: (because) => because })))];
  }
}

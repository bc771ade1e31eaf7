import * as pulumi from "@pulumi/pulumi";
import { keepOutputs } from "./keep-outputs.ts";
import type { KeepInput } from "./settings/keep.ts";
import { checkedKeep } from "./settings/load.ts";

/** By stack: resource names in a keep do not contain the keep's name, so a second one would have the URNs of the first. */
const keeps = new WeakMap<pulumi.Resource, string>();

/**
 * A keep as a component, for your own Pulumi program: `new Keep("mine", { model, target, capacity, clients })` accepts the same settings as
 * `modelkeep:keep` of a stack file, validated by the same schema. A stack has at most one.
 */
export class Keep extends pulumi.ComponentResource {
  /** Same outputs as {@link deployKeep} for the same settings. */
  readonly outputs: ReturnType<typeof keepOutputs>;

  /**
   * @param name of the component; also the keep's name if the settings have none
   * @param settings as under `modelkeep:keep` of a stack file
   * @throws pulumi.RunError if the settings are invalid, or the stack already has a keep; nothing was created then
   */
  constructor(name: string, settings: KeepInput, opts: pulumi.ComponentResourceOptions = {}) {
    const stack = pulumi.runtime.getStackResource();
    const first = stack && keeps.get(stack);
    if (first !== undefined)
      throw new pulumi.RunError(`Keep "${name}": this stack already has the keep "${first}"; accepted: one keep per stack`);
    const keep = checkedKeep(settings, name);
    super("modelkeep:index:Keep", name, {}, opts);
    if (stack) keeps.set(stack, name);
    this.outputs = keepOutputs(keep, { within: { parent: this } });
    this.registerOutputs({});
  }
}

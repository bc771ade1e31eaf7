import * as pulumi from "@pulumi/pulumi";
import { keepOutputs } from "./keep-outputs.ts";
import type { KeepInput } from "./settings/keep.ts";
import { checkedKeep } from "./settings/load.ts";

/** By stack: names below a keep do not say which keep they are of, so a second one would have the URNs of the first. */
const keeps = new WeakMap<pulumi.Resource, string>();

/**
 * A keep as a component, for those who write a Pulumi program themselves: `new Keep("mine", { model, target, capacity, clients })` takes what
 * `modelkeep:keep` of a stack file takes, and checks it by the same schema. A stack holds one.
 */
export class Keep extends pulumi.ComponentResource {
  /** What {@link deployKeep} returns for the same settings. */
  readonly outputs: ReturnType<typeof keepOutputs>;

  /**
   * @param name of the component; it names the keep too where the settings do not
   * @param settings as under `modelkeep:keep` of a stack file
   * @throws pulumi.RunError where the settings are wrong, or the program has a keep already; nothing was created then
   */
  constructor(name: string, settings: KeepInput, opts: pulumi.ComponentResourceOptions = {}) {
    const stack = pulumi.runtime.getStackResource();
    const first = stack && keeps.get(stack);
    if (first !== undefined)
      throw new pulumi.RunError(`Keep "${name}": this stack holds the keep "${first}" already, and a stack holds one: make another stack`);
    const keep = checkedKeep(settings, name);
    super("modelkeep:index:Keep", name, {}, opts);
    if (stack) keeps.set(stack, name);
    this.outputs = keepOutputs(keep, { within: { parent: this } });
    this.registerOutputs({});
  }
}

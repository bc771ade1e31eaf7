import type { Home } from "./aws-options.ts";
import type { SaidGroup } from "./said.ts";

/** A Kubernetes object as a program of the release registers it. */
export interface RenderedObject {
  /** Type token of its resource. */
  type: string;
  /** Name of its resource. */
  name: string;
  /** The whole object, plain. */
  object: Readonly<Record<string, unknown>>;
}

/** What the charts of the kit that runs make of the declared settings of a stack, or why there is nothing to compare a stack with. */
export type Rendering =
  | {
      kind: "rendered";
      objects: readonly RenderedObject[];
      /** What the provider of these objects is told, but for the way to the cluster. */
      provider: Readonly<Record<string, unknown>>;
      /** Whom that provider asks for a token, word by word; left out where the settings only name a context. */
      token?: readonly string[];
      /** What groups of the program tell the policy pack. */
      groups: readonly SaidGroup[];
      /** Account and regions of the settings; left out for a keep that is not on AWS. */
      home?: Home;
      /** Whether it is compared with a state, in which the provider leaves out some fields that are empty. */
      deployed: boolean;
    }
  /** The stack declares no keep: no release of the kit makes it. */
  | { kind: "no keep" }
  /** The settings are there, and no release makes anything of them. */
  | { kind: "failed"; why: string };

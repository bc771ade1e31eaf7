import type { Home } from "./aws-options.ts";
import type { SaidGroup } from "./said.ts";

/** A Kubernetes object as registered by a program of the release. */
export interface RenderedObject {
  /** Type token of its resource. */
  type: string;
  /** Name of its resource. */
  name: string;
  /** The whole object, as plain data. */
  object: Readonly<Record<string, unknown>>;
}

/** What the running kit's charts render from a stack's declared settings, or why there is nothing to compare with. */
export type Rendering =
  | {
      kind: "rendered";
      objects: readonly RenderedObject[];
      /** Inputs of the provider of these objects, without the connection to the cluster. */
      provider: Readonly<Record<string, unknown>>;
      /** Command for that provider's token, word by word; left out where the settings only name a context. */
      token?: readonly string[];
      /** Declarations of the program's components for the policy pack. */
      groups: readonly SaidGroup[];
      /** Account and regions of the settings; left out for a keep that is not on AWS. */
      home?: Home;
      /** Whether it is compared with a state, in which the provider omits some empty fields. */
      deployed: boolean;
    }
  /** The stack declares no keep: no release of the kit renders it. */
  | { kind: "no keep" }
  /** There are settings, but they cannot be rendered. */
  | { kind: "failed"; why: string };

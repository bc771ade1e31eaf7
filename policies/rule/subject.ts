import { Reading } from "./reading.ts";

/** A resource as a rule needs it; `PreviewResource` of engine/preview.ts has all of it. */
export interface SubjectSource {
  urn: string;
  /** Type token, for example `aws:ec2/vpc:Vpc`. */
  type: string;
  name: string;
  inputs: Readonly<Record<string, unknown>>;
  protect: boolean;
  propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** The resource that a rule looks at. */
export class Subject {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Whether Pulumi refuses to delete it. */
  readonly protect: boolean;
  readonly #inputs: Reading;
  readonly #dependencies: Readonly<Record<string, readonly string[]>>;

  constructor({ urn, type, name, inputs, protect, propertyDependencies = {} }: SubjectSource) {
    this.urn = urn;
    this.type = type;
    this.name = name;
    this.protect = protect;
    this.#inputs = new Reading(inputs, "");
    this.#dependencies = propertyDependencies;
  }

  /** A property of its inputs. */
  at(...keys: (string | number)[]): Reading {
    return this.#inputs.at(...keys);
  }

  /** URNs that a property was made from; undefined where nothing says so. */
  madeFrom(property: string): readonly string[] | undefined {
    const urns = this.#dependencies[property];
    return urns && urns.length > 0 ? urns : undefined;
  }
}

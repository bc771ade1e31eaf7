import { Reading } from "./reading.ts";
import { UNKNOWN } from "./unknown.ts";

/** A resource as a rule needs it; `PreviewResource` of engine/preview.ts has all of it. */
export interface SubjectSource {
  urn: string;
  /** Type token, for example `aws:ec2/vpc:Vpc`. */
  type: string;
  name: string;
  inputs: Readonly<Record<string, unknown>>;
  protect: boolean;
  propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  /** False for a component; when unset, it is a resource of a provider. */
  custom?: boolean;
  /** ID of an existing resource, which the program only reads. */
  readId?: string;
  /** Whether a string is an output of it, such as its ID, ARN or address; undefined where only its inputs are known. */
  isOutput?: (text: string) => boolean;
  /** Which provider makes it, and so in which account, region or cluster. */
  provider?: string | undefined;
}

/** The resource that a rule looks at. */
export class Subject {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Whether Pulumi refuses to delete it. */
  readonly protect: boolean;
  readonly custom: boolean | undefined;
  /** Whether the program only reads it (`Resource.get`): it is managed elsewhere. */
  readonly read: boolean;
  readonly provider: string | undefined;
  readonly #isOutput: ((text: string) => boolean) | undefined;
  readonly #inputs: Reading;
  readonly #dependencies: Readonly<Record<string, readonly string[]>>;

  constructor({ urn, type, name, inputs, protect, propertyDependencies = {}, custom, readId, isOutput, provider }: SubjectSource) {
    this.urn = urn;
    this.type = type;
    this.name = name;
    this.protect = protect;
    this.custom = custom;
    this.provider = provider?.replace(/::[^:]*$/, "");
    this.read = readId !== undefined;
    this.#isOutput = isOutput;
    this.#inputs = new Reading(inputs, "");
    this.#dependencies = propertyDependencies;
  }

  /** A property of its inputs. */
  at(...keys: (string | number)[]): Reading {
    return this.#inputs.at(...keys);
  }

  /** All of its inputs. */
  get inputs(): Reading {
    return this.#inputs;
  }

  /** Whether a text is an output of it. What is empty or not known is none. */
  isOutput(text: string): boolean {
    return text !== "" && !text.includes(UNKNOWN) && (this.#isOutput?.(text) ?? false);
  }

  /** URNs of the resources that a property depends on; undefined where none are recorded. */
  madeFrom(property: string): readonly string[] | undefined {
    const urns = this.#dependencies[property];
    return urns && urns.length > 0 ? urns : undefined;
  }
}

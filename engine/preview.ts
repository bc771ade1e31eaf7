/**
 * What a preview says, whichever engine made it: the in-process engine and the Pulumi CLI both return this shape,
 * and a test holds them equal.
 */

/**
 * A value that is known only once a resource exists. It is the constant that Pulumi's own protocol and
 * `pulumi preview --json` use, so that it cannot be mistaken for a value that a program wrote.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What stands in a preview for a secret value, known or not: the same text as in `pulumi preview --json`. */
export const SECRET = "[secret]";

/** Times in seconds, as Pulumi keeps them in its state. */
export interface CustomTimeouts {
  create?: number;
  update?: number;
  delete?: number;
}

/** One resource as the program registered it. Fields that have a `?` are absent when they say nothing. */
export interface PreviewResource {
  urn: string;
  /** Type token, for example `aws:ec2/vpc:Vpc`. */
  type: string;
  name: string;
  /** URN of the parent; only the stack itself has none. */
  parent: string | undefined;
  /** True for a resource of a provider, false for a component. */
  custom: boolean;
  /** JSON values; {@link UNKNOWN} and {@link SECRET} stand for what a preview cannot or must not show. */
  inputs: Record<string, unknown>;
  /** Provider reference, `<urn of the provider>::<id>`; undefined for components and providers. */
  provider: string | undefined;
  /** Its own option, or else its parent's. */
  protect: boolean;
  /** Its own option, or else its parent's. */
  retainOnDelete: boolean;
  /** URNs, sorted. */
  dependencies: string[];
  /** URNs that each input was made from, for those inputs that were made from any. */
  propertyDependencies?: Record<string, string[]>;
  /** Id of an existing resource that the program reads (`Resource.get`) instead of creating one. */
  readId?: string;
  /** Id of an existing resource that the program takes over (option `import`). */
  importId?: string;
  deletedWith?: string;
  deleteBeforeReplace?: boolean;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  additionalSecretOutputs?: string[];
  /** URNs that the resource had before (option `aliases`, its own and those of its ancestors). */
  aliases?: string[];
  customTimeouts?: CustomTimeouts;
}

export type Severity = "info" | "warning" | "error";

/** Something that the program said while it ran: a log line, a warning. */
export interface Diagnostic {
  severity: Severity;
  message: string;
  urn?: string;
}

export interface Preview {
  project: string;
  stack: string;
  /** Parents before their children, siblings by URN: the same program gives the same order. */
  resources: PreviewResource[];
  /** Outputs of the stack; JSON values as in {@link PreviewResource.inputs}. */
  outputs: Record<string, unknown>;
  durationSeconds: number;
  /** Peak resident memory of the process that ran the program; absent where the system does not tell. */
  peakMemoryMiB?: number;
  diagnostics: Diagnostic[];
}

/** A preview that could not be made. `messages` are the program's own words, or say what is wrong with the stack. */
export class PreviewError extends Error {
  override readonly name: string = "PreviewError";
  readonly messages: string[];

  constructor(messages: string[]) {
    super(messages.join("\n"));
    this.messages = messages;
  }
}

/** What was asked cannot be meant: there is no such project, stack, file or option. Nothing of the program is wrong. */
export class UsageError extends PreviewError {
  override readonly name = "UsageError";
}

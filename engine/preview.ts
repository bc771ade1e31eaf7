/**
 * The result of a preview with either engine: the in-process engine and the Pulumi CLI both return this shape,
 * and a test compares them.
 */

/**
 * A value that is known only after a resource is created. It is the constant that Pulumi's own protocol and
 * `pulumi preview --json` use, so that it cannot be confused with a program's value.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Placeholder for a secret value in a preview, known or not: the same text as in `pulumi preview --json`. */
export const SECRET = "[secret]";

/** Times in seconds, as in a Pulumi state. */
export interface CustomTimeouts {
  create?: number;
  update?: number;
  delete?: number;
}

/** One resource as the program registered it. Optional fields are absent when they have the default value. */
export interface PreviewResource {
  urn: string;
  /** Type token, for example `aws:ec2/vpc:Vpc`. */
  type: string;
  name: string;
  /** URN of the parent; only the stack itself has none. */
  parent: string | undefined;
  /** True for a resource of a provider, false for a component. */
  custom: boolean;
  /** JSON values; {@link UNKNOWN} and {@link SECRET} replace what a preview cannot or must not show. */
  inputs: Record<string, unknown>;
  /** Provider reference, `<urn of the provider>::<id>`; undefined for components and providers. */
  provider: string | undefined;
  /** Its own option, or else its parent's. */
  protect: boolean;
  /** Its own option, or else its parent's. */
  retainOnDelete: boolean;
  /** URNs, sorted. */
  dependencies: string[];
  /** URNs that each input depends on, for inputs with dependencies. */
  propertyDependencies?: Record<string, string[]>;
  /** Id of an existing resource that the program reads (`Resource.get`) instead of creating one. */
  readId?: string;
  /** Id of an existing resource that the program imports (option `import`). */
  importId?: string;
  deletedWith?: string;
  deleteBeforeReplace?: boolean;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  additionalSecretOutputs?: string[];
  /** Former URNs of the resource (option `aliases`, its own and those of its ancestors). */
  aliases?: string[];
  customTimeouts?: CustomTimeouts;
}

export type Severity = "info" | "warning" | "error";

/** A message that the program logged while it ran. */
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
  /** Peak resident memory of the program's process; absent where the system does not report it. */
  peakMemoryMiB?: number;
  diagnostics: Diagnostic[];
}

/** A preview that failed. `messages` are the program's own output, or state what is wrong with the stack. */
export class PreviewError extends Error {
  override readonly name: string = "PreviewError";
  readonly messages: string[];

  constructor(messages: string[]) {
    super(messages.join("\n"));
    this.messages = messages;
  }
}

/** Invalid usage: there is no such project, stack, file or option. The program itself is not at fault. */
export class UsageError extends PreviewError {
  override readonly name = "UsageError";
}

import type { Finding } from "../judge/finding.ts";
import { Subject, type SubjectSource } from "../rule/subject.ts";
import { type Declared, declaredWaivers, mayDeclare } from "../waivers/declared.ts";
import type { Waiver } from "../waivers/waiver.ts";

/**
 * What the pack has seen of a stack so far. The engine shows each resource with its inputs before it is created, and all resources at the
 * end, with the providers' outputs instead of inputs. Stack rules are evaluated on inputs, as in a preview, so these are kept.
 */
export class Memory {
  readonly #inputs = new Map<string, Readonly<Record<string, unknown>>>();
  /** Components that may declare waivers. */
  readonly #declaring = new Map<string, Subject>();
  readonly #findings = new Map<string, readonly Finding[]>();
  readonly #configured = new Map<string, readonly Waiver[]>();

  remember(source: SubjectSource): Subject {
    this.#inputs.set(source.urn, source.inputs);
    const subject = new Subject(source);
    if (mayDeclare(subject)) this.#declaring.set(source.urn, subject);
    return subject;
  }

  inputsOf(urn: string): Readonly<Record<string, unknown>> | undefined {
    return this.#inputs.get(urn);
  }

  /** Waivers of the rule's own configuration. */
  configure(rule: string, waivers: readonly Waiver[]): void {
    this.#configured.set(rule, waivers);
  }

  /** Keeps what a rule found at a resource, or at the stack, in place of what it found there before. */
  found(rule: string, urn: string, findings: readonly Finding[]): readonly Finding[] {
    this.#findings.set(`${rule} ${urn}`, findings);
    return findings;
  }

  get findings(): readonly Finding[] {
    return [...this.#findings.values()].flat();
  }

  declared(subjects: readonly Subject[] = [...this.#declaring.values()]): ReturnType<typeof declaredWaivers> {
    const declared = declaredWaivers(subjects);
    const root = subjects.find(({ type }) => type === "pulumi:pulumi:Stack");
    const configured = [...this.#configured.values()].flat().map((waiver): Declared => ({ waiver, by: root }));
    return { ...declared, waivers: [...declared.waivers, ...configured] };
  }
}

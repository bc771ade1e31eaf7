import { bucketsOf } from "../rule/buckets.ts";
import { externalReferencesIn, hasReference } from "../rule/external-references.ts";
import { accountsOf, namedIn } from "../rule/named.ts";
import { oncePerInputs } from "../rule/once-per-inputs.ts";
import { forbid, need, type Outcome } from "../rule/outcome.ts";
import { OwnResources } from "../rule/own-resources.ts";
import type { Reading } from "../rule/reading.ts";
import { about, type StackOutcome, type StackRule } from "../rule/rule.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import { Truth } from "../rule/truth.ts";

/** Every string of a resource, with its path; undefined where the value is unknown. */
function* textsOf(reading: Reading): Generator<{ text: string | undefined; path: string }> {
  const inner: Reading[] = [];
  const texts = reading.when<(string | undefined)[]>({
    known: (value) => {
      if (typeof value !== "object") return [String(value)];
      for (const key of Array.isArray(value) ? value.keys() : Object.keys(value as object)) inner.push(reading.at(key));
      return [];
    },
    unknown: () => [undefined],
    absent: () => [],
  });
  for (const text of texts) yield { text, path: reading.path };
  for (const one of inner) yield* textsOf(one);
}

/** The strings of a resource that may contain an external reference. */
const textsIn = oncePerInputs((subject): readonly { text: string | undefined; path: string }[] =>
  [...textsOf(subject.inputs)]
    .filter(({ path }) => !silent.test(path) && !refused(subject, path))
    .filter(({ text }) => text === undefined || hasReference(text)),
);

/** Inputs that contain no references: a provider's credentials, its plugin, and display names. */
const silent = /^(accessKey|secretKey|version|defaultTags|tags|tagsAll|description)\b/;

/** Values of a Secret: kubernetes-secret-none rejects them all. */
const refused = ({ type }: Subject, path: string): boolean => type === "kubernetes:core/v1:Secret" && /^(data|stringData)\b/.test(path);

/**
 * An unknown value is no external reference where the input depends on resources of the stack. Where their outputs are known,
 * a value that is still unknown may be anything.
 */
const ofOwnMaking = (subject: Subject, path: string, outputsKnown: boolean): Outcome[] =>
  need(
    subject.madeFrom(path.split(/[.[]/)[0] ?? "") && !outputsKnown ? Truth.of(true, path) : Truth.unknown([path], path),
    "may be an external reference",
  );

function referencesOf(
  subject: Subject,
  own: (value: string, path: string) => boolean,
  accounts: readonly string[],
  outputsKnown: boolean,
): StackOutcome[] {
  return textsIn(subject).flatMap(({ text, path }) =>
    text === undefined
      ? about(subject, ofOwnMaking(subject, path, outputsKnown))
      : externalReferencesIn(own(text, path) ? "" : text, (value) => own(value, path), accounts)
          // Address ranges and probes of Kubernetes objects are judged by rules of their own.
          .filter(({ what }) => what !== "address" || !subject.type.startsWith("kubernetes:"))
          .flatMap(({ value, what }) => {
            // Whether an account is another one can only be decided where the stack's own account is known.
            const known = what !== "account" || accounts.length > 0 || !/^\d{12}$/.test(value);
            const external = known ? Truth.of(true, path) : Truth.unknown(["the account of the stack"], path);
            return about(
              subject,
              forbid(
                external,
                `refers to the ${what} ${value}, which is neither of this stack nor in the settings; accepted: references that are`,
                path,
              ),
            );
          }),
  );
}

/** ARNs of the stack's own roles, known before creation where the program sets their names. */
function rolesOf(stack: Stack, accounts: readonly string[]): string[] {
  const text = (reading: Reading, otherwise: string) =>
    reading.when<string>({ known: String, unknown: () => otherwise, absent: () => otherwise });
  return stack
    .peek("aws:iam/role:Role")
    .filter(({ read }) => !read)
    .flatMap((role) =>
      accounts.map((account) => `arn:aws:iam::${account}:role${text(role.at("path"), "/")}${text(role.at("name"), role.name)}`),
    );
}

export const stackNoExternalReferences: StackRule = {
  name: "stack-no-external-references",
  description: "No input refers to an account, role, bucket, address or URL outside of the stack, except those in the settings.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D1"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "pg_hba.conf: a host that is not listed is rejected.",
  remediation: "Remove the reference; or add the client, registry or address to the keep's settings; or sign a waiver.",
  checkStack: (stack: Stack) => {
    const accounts = accountsOf(stack);
    const buckets = bucketsOf(stack).flatMap((bucket) => bucket.at("bucket").texts());
    const names = new Set([...accounts, ...buckets, ...rolesOf(stack, accounts), ...namedIn(stack).map(({ value }) => value)]);
    const given = (value: string) => names.has(value) || /^prod-[a-z0-9-]+-starport-layer-bucket$/.test(value);
    const judged = stack.look(stack.subjects.filter(({ type }) => !type.startsWith("modelkeep:")));
    const ownResources = new OwnResources(stack);
    const own = (subject: Subject) => (value: string, path: string) => given(value) || ownResources.isOutput(subject, path, value);
    return judged.flatMap((subject) => referencesOf(subject, own(subject), accounts, stack.outputOf !== undefined));
  },
};

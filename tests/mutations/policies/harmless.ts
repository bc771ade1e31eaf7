/** Why a weakening is none: a pattern over `<type> <operation> <path>`, in which `#` stands for a place in a list. */
export interface Harmless {
  match: RegExp;
  why: string;
  /** Only the proofs over the whole stack can see it (evidence/reach). */
  proof?: true;
}

/** Of all providers. */
export const harmlessAnywhere: readonly Harmless[] = [
  { match: / \w+ (.* )?(tags|tagsAll|labels|annotations)( |$)/, why: "tags, labels and annotations open nothing" },
  {
    match: / drop (.* )?(name|description|alarmDescription|displayName|id|sid|fingerprint)$/i,
    why: "a name or a description opens nothing; left out, the provider makes one or refuses",
  },
];

/** Subject of a change. */
export type ChangeKind =
  | "path"
  | "port"
  | "policy"
  | "principal"
  | "release"
  | "rule"
  | "waiver"
  | "proof"
  | "control"
  | "finding"
  | "image"
  | "model"
  | "advisory"
  | "risk";

/** `wider` opens or weakens something, `narrower` closes or strengthens it; neither or both is `other`. */
export type Direction = "wider" | "narrower" | "other";

/** A security-relevant difference between two reports. */
export interface Change {
  kind: ChangeKind;
  direction: Direction;
  /** One sentence. */
  text: string;
}

export const change = (kind: ChangeKind, direction: Direction, text: string): Change => ({ kind, direction, text });

/** Items that only `after` has, that only `before` has, and those of both, matched by a key. */
export function compared<T>(before: readonly T[], after: readonly T[], key: (one: T) => string): { added: T[]; gone: T[]; both: [T, T][] } {
  const old = new Map(before.map((one) => [key(one), one]));
  const now = new Map(after.map((one) => [key(one), one]));
  return {
    added: [...now].filter(([name]) => !old.has(name)).map(([, one]) => one),
    gone: [...old].filter(([name]) => !now.has(name)).map(([, one]) => one),
    both: [...old].flatMap(([name, one]): [T, T][] => {
      const other = now.get(name);
      return other === undefined ? [] : [[one, other]];
    }),
  };
}

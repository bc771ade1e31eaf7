/** A resource type that a user of the pack accepts, with a reason. */
export interface OwnType {
  type: string;
  reason: string;
}

/**
 * A line of the configuration, `TYPE REASON`.
 * @returns undefined where the line names no type, or gives no reason
 */
export function ownType(line: string): OwnType | undefined {
  const [, type, reason] = /^(\S+:\S+:\S+)\s+(\S.*)$/.exec(line.trim()) ?? [];
  return type !== undefined && reason !== undefined ? { type, reason } : undefined;
}

/** The types that lines of the configuration name with a reason. */
export const ownTypes = (lines: readonly string[]): OwnType[] => lines.flatMap((line) => ownType(line) ?? []);

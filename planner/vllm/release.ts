/** Which of vLLM's two engines runs. */
export type EngineGeneration = "v0" | "v1";

/** A release of vLLM, and its engine. */
export interface Release {
  major: number;
  minor: number;
  patch: number;
  generation: EngineGeneration;
  /** Whether the number was read, rather than assumed. */
  known: boolean;
}

/** Release that is assumed if none is stated: the one whose source code the formulas come from. */
export const defaultRelease: Release = { major: 0, minor: 33, patch: 0, generation: "v1", known: false };

/** Whether a release is at least `minor` of major 0, or of any later major. */
export function since({ major, minor }: Release, wanted: number): boolean {
  return major > 0 || minor >= wanted;
}

/**
 * Parses a release from a log or a table, for example `v0.11.0`, `0.7.x V0 (2025-02-11)` or `0.26.1.dev0`.
 * V1 is the engine since 0.8 unless the text states otherwise. A year without a release, with the engine V1, is taken as a release of that
 * year.
 */
export function readRelease(text: string): Release {
  const stated = /\bV([01])\b/.exec(text)?.[1];
  const [, major, digits, decade, patch] = /(?:^|[^\d.])v?(\d+)\.(\d+)(x?)(?:\.(\d+))?/i.exec(text) ?? [];
  // `0.2x` is any of 0.20 to 0.29.
  const minor = decade ? `${digits}5` : digits;
  if (minor === undefined || (major === "0" && minor === "1" && /dev\d{4}/.test(text))) return fromYear(text, stated);
  const generation = stated === undefined ? (Number(major) === 0 && Number(minor) < 8 ? "v0" : "v1") : stated === "0" ? "v0" : "v1";
  return { major: Number(major), minor: Number(minor), patch: Number(patch ?? 0), generation, known: true };
}

/** Releases by the year of a log: the last of 2024, the middle of 2025. Later logs are assumed to be of the default release. */
function fromYear(text: string, stated: string | undefined): Release {
  const year = /\b(20\d\d)\b/.exec(text)?.[1];
  const generation = stated === "0" ? "v0" : "v1";
  if (generation === "v0") return { ...defaultRelease, minor: year === "2024" ? 6 : 7, generation };
  return year === "2025" ? { ...defaultRelease, minor: 10 } : defaultRelease;
}

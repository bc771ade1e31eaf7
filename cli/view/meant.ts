import { nearest } from "../../infra/settings/nearest.ts";

/** `did you mean g6.xlarge? ` for a name spelled like a known one; empty where none is close. */
export function meant(wrong: string, known: readonly string[]): string {
  const near = nearest(wrong, known);
  return near === undefined ? "" : `did you mean ${near}? `;
}

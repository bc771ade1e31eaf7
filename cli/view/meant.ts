import { nearest } from "../../infra/settings/nearest.ts";

/** `did you mean g6.xlarge? ` for a name that is spelt much like a known one; nothing where none is near. */
export function meant(wrong: string, known: readonly string[]): string {
  const near = nearest(wrong, known);
  return near === undefined ? "" : `did you mean ${near}? `;
}

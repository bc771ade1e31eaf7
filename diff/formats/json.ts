import type { GateVerdict } from "../gates/verdict.ts";
import type { KeepDiff } from "../model.ts";
import { type DiffReport, diffVersion } from "./diff-schema.ts";

/** Characters that JSON does not escape but that control a terminal or change how others are displayed. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const unit = (code: number) => `\\u${code.toString(16).padStart(4, "0")}`;

const escapedUnits = (character: string) => [...Array(character.length).keys()].map((i) => unit(character.charCodeAt(i))).join("");

/** A comparison as JSON of the schema `modelkeep-diff/1`. */
export function jsonDiff(diff: KeepDiff, gates: readonly GateVerdict[] = []): string {
  const report: DiffReport = { schema: diffVersion, ...diff, gates: [...gates] };
  const text = JSON.stringify(report, undefined, 2);
  return `${text.replace(unseen, (character) => (character === "\n" ? character : escapedUnits(character)))}\n`;
}

import { badCapacity } from "./bad-settings/capacity.ts";
import { badCertificates } from "./bad-settings/certificates.ts";
import { badClients } from "./bad-settings/clients.ts";
import { badCombinations } from "./bad-settings/combinations.ts";
import { badDocument } from "./bad-settings/document.ts";
import { badHardware } from "./bad-settings/hardware-combinations.ts";
import { badModel } from "./bad-settings/model.ts";
import { badModels, badTogether } from "./bad-settings/models.ts";
import { badOtherFields } from "./bad-settings/other-fields.ts";
import type { Row } from "./bad-settings/row.ts";
import { badTarget } from "./bad-settings/target.ts";

export interface BadSettings extends Row {
  /** Whether one field shows the mistake, so that an editor with the JSON Schema marks it too, or only a comparison. */
  seenBy: "schema" | "check";
}

const fields = [badDocument, badModel, badTarget, badCapacity, badClients, badCertificates, badOtherFields, badModels];
const checks = [badCombinations, badHardware, badTogether];

/** Mistakes that users make, each with the one problem that must be told; every field and every check has at least one. */
export const badSettings: readonly BadSettings[] = [
  ...fields.flat().map((row) => ({ ...row, seenBy: "schema" as const })),
  ...checks.flat().map((row) => ({ ...row, seenBy: "check" as const })),
];

/** A mistake of each table, and those that are in the name of the stack: each takes another way to the person who made it. */
export const fewBadSettings: readonly BadSettings[] = badSettings.filter(
  ({ title, stack }) => stack !== undefined || [...fields, ...checks].some(([first]) => first?.title === title),
);

import { badCapacity } from "./bad-settings/capacity.ts";
import { badCertificates } from "./bad-settings/certificates.ts";
import { badClients } from "./bad-settings/clients.ts";
import { badCombinations } from "./bad-settings/combinations.ts";
import { badDocument } from "./bad-settings/document.ts";
import { badHardware } from "./bad-settings/hardware-combinations.ts";
import { badModel } from "./bad-settings/model.ts";
import { badOtherFields } from "./bad-settings/other-fields.ts";
import type { Row } from "./bad-settings/row.ts";
import { badTarget } from "./bad-settings/target.ts";

export interface BadSettings extends Row {
  /** Whether one field shows the mistake, so that an editor with the JSON Schema marks it too, or only a comparison. */
  seenBy: "schema" | "check";
}

const fields = [...badDocument, ...badModel, ...badTarget, ...badCapacity, ...badClients, ...badCertificates, ...badOtherFields];

/** Mistakes that users make, each with the one problem that must be told; every field and every check has at least one. */
export const badSettings: readonly BadSettings[] = [
  ...fields.map((row) => ({ ...row, seenBy: "schema" as const })),
  ...[...badCombinations, ...badHardware].map((row) => ({ ...row, seenBy: "check" as const })),
];

import type { Evidence } from "../evidence.ts";
import type { ReportedInventory } from "../model/inventory.ts";

/** The project's own entries that the stack rests on; nothing where it uses none. */
export function ownSection({ own }: Pick<Evidence, "own">): Pick<ReportedInventory, "own"> {
  const file = own?.catalog.file ?? null;
  if (own === undefined || file === null || own.entries.length === 0) return {};
  return { own: { file: file.name, sha256: file.sha256, entries: own.entries.map((entry) => ({ ...entry })) } };
}

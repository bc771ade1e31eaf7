/**
 * `modelkeep/evidence`: proofs about a stack, and the report.
 * @packageDocumentation
 */
export { inventoryOfPreview, previewedInventory } from "./input/from-preview.ts";
export { inventoryOfState, outputsOfState } from "./input/from-state.ts";
export type { Inventory } from "./input/inventory.ts";
export { proofs, prove } from "./proofs/prove.ts";
export { kitState, type ProgramState } from "./release/program.ts";
export { buildReport } from "./report/build-report.ts";
export { type Examined, gather } from "./report/gather.ts";
export type { Report } from "./report/model/report.ts";
export { htmlReport } from "./report/render/html/page.ts";
export { jsonReport } from "./report/render/json.ts";
export { markdownReport } from "./report/render/markdown.ts";
export { sarifReport } from "./report/render/sarif.ts";

import { previewWithSymbols, type SymbolicPreview } from "../../engine/in-process/symbols/preview.ts";
import { Inventory } from "./inventory.ts";

/** The inventory of a preview with symbols. */
export function inventoryOfPreview({ preview, symbols }: Pick<SymbolicPreview, "preview" | "symbols">): Inventory {
  return new Inventory(preview.resources, (text) => (Object.hasOwn(symbols, text) ? symbols[text] : undefined));
}

/**
 * Previews a stack and returns its inventory.
 * @throws PreviewError as {@link previewWithSymbols} does
 */
export async function previewedInventory(root: string, stack: string): Promise<Inventory> {
  return inventoryOfPreview(await previewWithSymbols({ root, stack }));
}

import type { ReportedImage, ReportedWeights } from "../model/inventory.ts";
import type { Report } from "../model/report.ts";
import { isPlaceholder, nameOf } from "./images.ts";

/**
 * Why a stack is a shape only, as phrases for a sentence; empty where every image and weight file is fixed.
 * This is not the case for a keep that names no model, or one without its lockfile.
 */
export function shapeOf({
  images,
  weights,
  target,
}: {
  images: readonly ReportedImage[];
  weights: ReportedWeights | null;
  target: Report["subject"]["target"];
}): string[] {
  const placeholders = images.filter(({ reference }) => isPlaceholder(reference)).map(({ reference }) => nameOf(reference));
  const named = [...new Set(placeholders)].join(", ");
  return [
    ...(placeholders.length > 0 ? [`the digest of ${named} is a placeholder`] : []),
    ...(weights === null && target !== "other" ? ["the model is not named"] : []),
    ...(weights !== null && weights.lock === null ? [`no weights of ${weights.model} are locked`] : []),
  ];
}

import type { ReportedImage, ReportedWeights } from "../model/inventory.ts";
import type { Report } from "../model/report.ts";
import { isPlaceholder, nameOf } from "./images.ts";

/**
 * Why a stack is a shape alone, in words that a sentence can hold; empty where it says what would run, image by image and file by file.
 * A keep that names no model, or one without its lockfile, does not say it.
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
    ...(weights === null && target !== "other" ? ["it is not said which model is served"] : []),
    ...(weights !== null && weights.lock === null ? [`no weights of ${weights.model} are locked`] : []),
  ];
}

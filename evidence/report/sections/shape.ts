import type { ReportedImage, ReportedModel } from "../model/inventory.ts";
import type { Report } from "../model/report.ts";
import { isPlaceholder, nameOf } from "./images.ts";
import { modelTitle } from "./models.ts";

/**
 * Why a stack is a shape only, as phrases for a sentence; empty where every image and weight file is fixed.
 * This is not the case for a keep that serves no model, or one without its lockfile.
 */
export function shapeOf({
  images,
  models,
  target,
}: {
  images: readonly ReportedImage[];
  models: readonly ReportedModel[];
  target: Report["subject"]["target"];
}): string[] {
  const placeholders = images.filter(({ reference }) => isPlaceholder(reference)).map(({ reference }) => nameOf(reference));
  const named = [...new Set(placeholders)].join(", ");
  const unlocked = models.filter(({ lock }) => lock === null);
  return [
    ...(placeholders.length > 0 ? [`the digest of ${named} is a placeholder`] : []),
    ...(models.length === 0 && target !== "other" ? ["the model is not named"] : []),
    ...(unlocked.length > 0 ? [`no weights of ${unlocked.map((one) => modelTitle(one, models)).join(", or of ")} are locked`] : []),
  ];
}

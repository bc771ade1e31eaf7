import type { ReportedImage, ReportedModel } from "../model/inventory.ts";
import type { Report } from "../model/report.ts";
import { isPlaceholder, nameOf } from "./images.ts";
import { modelTitle } from "./models.ts";

/**
 * Why a stack is a shape alone, in words that a sentence can hold; empty where it says what would run, image by image and file by file.
 * A keep that serves no model, or one without its lockfile, does not say it.
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
    ...(models.length === 0 && target !== "other" ? ["it is not said which model is served"] : []),
    ...(unlocked.length > 0 ? [`no weights of ${unlocked.map((one) => modelTitle(one, models)).join(", or of ")} are locked`] : []),
  ];
}

import { PreviewError } from "../../engine/preview.ts";
import { type Report, reportSchema, reportVersion } from "../report/model/report.ts";

/**
 * Reads a JSON report.
 * @param name its name in error messages
 * @throws PreviewError where it is not a report, or has another version
 */
export function readReport(name: string, text: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PreviewError([`${name} is not valid JSON; accepted: an evidence.json written by \`modelkeep evidence --out\``]);
  }
  const version = (value as { schema?: unknown } | null)?.schema;
  if (version !== reportVersion)
    throw new PreviewError([
      `${name} has the schema ${JSON.stringify(version)}; accepted: ${reportVersion}, as written by \`modelkeep evidence --out\``,
    ]);
  const parsed = reportSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PreviewError([`${name} is not a complete report: ${issue?.path.join(".")} ${issue?.message}`]);
}

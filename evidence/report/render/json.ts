import type { Report } from "../model/report.ts";

/** The report as data; `modelkeep evidence diff` reads it. */
export const jsonReport = (report: Report): string => `${JSON.stringify(report, undefined, 2)}\n`;

import { TooLarge } from "./limited-fetch.ts";
import { diffMarker, RefusedText, safeMarkdown } from "./safe-markdown.ts";

/** Limit of a Markdown file, in bytes. */
export const largestMarkdown = 256 * 1024;

/** Metadata of a preview. */
export interface Previewed {
  /** Commit, in full. */
  commit: string;
  passed: boolean;
  /** URL of its log, from the forge. */
  log: string;
}

/**
 * The comment on a pull request: the text of its preview if it is safe to show, or why it is not. Either way it states that the
 * text was computed by the code under review.
 *
 * @param read returns the text, undefined where the preview wrote none
 */
export async function previewComment(preview: Previewed, read: () => Promise<Uint8Array | undefined>): Promise<string> {
  const head = `${diffMarker}\n**Preview of \`${preview.commit.slice(0, 12)}\`: ${preview.passed ? "checks passed" : "checks failed"}** ([log](${preview.log}))`;
  try {
    const bytes = await read();
    if (!bytes) return `${head}\n\nIt ended before it could report the changes; the log has the reason.\n`;
    return `${head}\n\n${safeMarkdown(bytes)}\n\n<sub>Computed by the code of this change, without credentials.</sub>\n`;
  } catch (error) {
    if (!(error instanceof RefusedText || error instanceof TooLarge)) throw error;
    return `${head}\n\nIts output is not shown: ${error.message}.\n`;
  }
}

import { TooLarge } from "./limited-fetch.ts";
import { diffMarker, RefusedText, safeMarkdown } from "./safe-markdown.ts";

/** Bytes of a Markdown file that are read. */
export const largestMarkdown = 256 * 1024;

/** What is known of a preview, besides the text that it wrote. */
export interface Previewed {
  /** Commit, in full. */
  commit: string;
  passed: boolean;
  /** Where its log is, by the forge's own word. */
  log: string;
}

/**
 * The one comment of a pull request: the text of its preview where that can be shown, or why it is not. Either way it says that the
 * text was computed by the code under review.
 *
 * @param read gives the text, undefined where the preview wrote none
 */
export async function previewComment(preview: Previewed, read: () => Promise<Uint8Array | undefined>): Promise<string> {
  const head = `${diffMarker}\n**Preview of \`${preview.commit.slice(0, 12)}\`: ${preview.passed ? "checks passed" : "checks failed"}** ([log](${preview.log}))`;
  try {
    const bytes = await read();
    if (!bytes) return `${head}\n\nIt ended before it could say what changes: the log has the reason.\n`;
    return `${head}\n\n${safeMarkdown(bytes)}\n\n<sub>Computed by the code of this change, without credentials.</sub>\n`;
  } catch (error) {
    if (!(error instanceof RefusedText || error instanceof TooLarge)) throw error;
    return `${head}\n\nWhat it wrote is not shown: ${error.message}.\n`;
  }
}

import { styleText } from "node:util";

/** Styles text for a stream. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

/** Colours on a terminal; plain text when piped or when NO_COLOR is set. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (format, text) => styleText(format, text, { stream });
}

/** No colours at all. */
export const plain: Paint = (_format, text) => text;

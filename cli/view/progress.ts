import type { PreviewResource } from "../../engine/preview.ts";
import type { Paint } from "../../terminal/paint.ts";
import { shortType } from "./type-name.ts";

/** A progress line of a preview, overwritten as it proceeds. */
export interface Progress {
  onResource: (resource: PreviewResource) => void;
  /** Clears the line. */
  end: () => void;
}

const CLEAR_LINE = "\r\x1b[2K";

/** Progress on a terminal; on anything else, none. */
export function progressOn(stream: NodeJS.WriteStream, paint: Paint): Progress {
  if (!stream.isTTY) return { onResource: () => {}, end: () => {} };
  let count = 0;
  const show = (text: string) => stream.write(CLEAR_LINE + paint("dim", text.slice(0, (stream.columns || 80) - 1)));
  show("@ previewing ...");
  return {
    onResource: ({ type, name }) => show(`@ previewing ... ${++count}: ${shortType(type)} ${name}`),
    end: () => stream.write(CLEAR_LINE),
  };
}

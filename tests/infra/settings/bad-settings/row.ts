import { block, eks, existing, put, type Raw } from "../good-settings.ts";

/** Settings with one mistake, and the one problem that must be told of it. */
export interface Row {
  title: string;
  /** What stands under `modelkeep:keep`. */
  raw: unknown;
  /** The stack's name, where it is the mistake. */
  stack?: string;
  path: string;
  /** What the message must say: what is accepted, or what was meant. */
  message: RegExp;
}

/** Rows on one base: `value` is put at `at`, and the problem is told at `path`, which is the same place unless said otherwise. */
const rowsOn =
  (base: (...edits: ReturnType<typeof put>[]) => Raw) =>
  (title: string, at: string, value: unknown, message: RegExp, path = at): Row => ({ title, raw: base(put(at, value)), path, message });

export const onEks = rowsOn(eks);
export const onExisting = rowsOn(existing);
export const onBlock = rowsOn(block);

import { type KeepSettings, readSettings } from "../../infra/settings/keep.ts";

type Config = Readonly<Record<string, string>>;

/** The settings of a keep, as a stack's configuration has them; undefined where it is none, or not as this release reads it. */
export function keepOf(config: Config): KeepSettings | undefined {
  const text = config["modelkeep:keep"];
  if (text === undefined) return undefined;
  try {
    const read = readSettings(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

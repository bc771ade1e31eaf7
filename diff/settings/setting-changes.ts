import { differences } from "../resources/differences.ts";
import { pathText } from "../resources/property-path.ts";
import type { SettingChange } from "./settings-change.ts";

type Config = Readonly<Record<string, string>>;

/** Configuration key of a keep's settings; their paths are written without it. */
const keep = "modelkeep:keep";

/** The settings of a stack that differ between both sides, those of the keep first. */
export function settingChanges(before: Config, after: Config): SettingChange[] {
  const keys = [...new Set([keep, ...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) =>
    differences(settingValue(before[key]), settingValue(after[key]), { sets: [], ignored: [], sameText: () => false }).map(
      ({ path, before: old, after: now }) => ({
        path: key === keep && path.length > 0 ? pathText(path) : `${key}${path.length > 0 ? `.${pathText(path)}` : ""}`,
        ...(old !== undefined && { before: old }),
        ...(now !== undefined && { after: now }),
      }),
    ),
  );
}

/** An object of a stack's configuration is JSON text, anything else is the text itself. */
function settingValue(text: string | undefined): unknown {
  if (text === undefined || !/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

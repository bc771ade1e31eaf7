import type { SettingChange, SettingsChange } from "../settings/settings-change.ts";
import { propertyTexts } from "./resource-text.ts";

/** A setting on both sides in one line: `model.name: "A" to "B"`. */
export function settingText({ path, ...sides }: SettingChange): string {
  const kind = !("before" in sides) ? "add" : !("after" in sides) ? "remove" : "change";
  const { before = "nothing", after = "nothing" } = propertyTexts({ path, kind, replaces: false, ...sides });
  return `${path}: ${before} to ${after}`;
}

/** The effect of a change of settings, in one line. */
export const meaningText = ({ means }: SettingsChange): string => means.join("; ");

import type { KeepDiff } from "../model.ts";

/** The message where nothing differs. */
export const noChange = "No change to the keep";

/** Whether no stack differs, and every stack could be compared. */
export const isUnchanged = ({ stacks }: KeepDiff): boolean => stacks.every(({ state }) => state === "unchanged");

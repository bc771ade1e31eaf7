import type { KeepDiff } from "../model.ts";

/** What is said where nothing of any part differs. */
export const noChange = "No change to the keep";

/** Whether nothing of any stack differs, and every stack could be compared. */
export const isUnchanged = ({ stacks }: KeepDiff): boolean => stacks.every(({ state }) => state === "unchanged");

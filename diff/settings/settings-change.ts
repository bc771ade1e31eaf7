/** One setting that is different. */
export interface SettingChange {
  /** As a reader of the stack's file writes it: `model.name`, or `aws:region` of another program. */
  path: string;
  /** Absent where it is not set. */
  before?: unknown;
  after?: unknown;
}

/** The settings of a stack that are different, and what that comes to. */
export interface SettingsChange {
  changes: SettingChange[];
  /** What follows for the stack as a whole, in a few words each: `the model server restarts`, `+312 USD a month`. */
  means: string[];
}

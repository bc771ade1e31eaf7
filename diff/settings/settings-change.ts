/** A setting that differs. */
export interface SettingChange {
  /** As in the stack file: `model.name`, or `aws:region` of another program. */
  path: string;
  /** Absent where it is not set. */
  before?: unknown;
  after?: unknown;
}

/** The settings of a stack that differ, and their effect. */
export interface SettingsChange {
  changes: SettingChange[];
  /** Effects on the stack as a whole, in a few words each: `the model server restarts`, `+312 USD a month`. */
  means: string[];
}

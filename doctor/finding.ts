/** A setting with the value to write, which fixes a finding. */
export interface SettingFix {
  /** Path of the setting, as in the stack file under `modelkeep:keep`. */
  path: string;
  value: unknown;
}

/** What was found of one thing that a keep needs. */
export interface Finding {
  /** What it is about, for example `dns`; of a model, with its key. */
  about: string;
  state: "fails" | "undecided" | "works";
  /** Which of several causes it is, where one thing may fail for more than one. */
  cause?: string;
  /** What was seen in the cluster. */
  seen: string;
  /** What follows for the keep; left out where it works. */
  follows?: string;
  /** Settings that may fix it, the best first; the doctor names the first that does. */
  fixes?: readonly SettingFix[];
  /** What an administrator of the cluster must do, if no setting fixes it. */
  administrator?: string;
}

/** States, worst first. */
export const states: readonly Finding["state"][] = ["fails", "undecided", "works"];

/** A finding about a part of the cluster that was not read. */
export const notRead = (about: string, why: string): Finding => ({
  about,
  state: "undecided",
  seen: `not read: ${why}`,
  follows: "whether it works is unknown",
  administrator: "let the caller read it, and run the doctor again",
});

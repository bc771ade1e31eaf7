import type { Forge } from "../../pipelines/written-files.ts";
import type { Answers } from "./answers.ts";

/** Inputs of a new project. */
export interface NewProject {
  /** Name of the folder, and of its package. */
  name: string;
  stack: string;
  answers: Answers;
  /** Where the kit is installed from: a version or another npm spec, such as `file:../modelkeep-0.1.0.tgz`. */
  from: string;
  /** The forge to write pipelines for; undefined for none. */
  forge: Forge | undefined;
}

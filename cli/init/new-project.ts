import type { Forge } from "../../pipelines/written-files.ts";
import type { Answers } from "./answers.ts";

/** What a new project is made from. */
export interface NewProject {
  /** Name of the folder, and of its package. */
  name: string;
  stack: string;
  answers: Answers;
  /** Where the kit is installed from: a version, or what else npm takes, such as `file:../modelkeep-0.1.0.tgz`. */
  from: string;
  /** For which forge pipelines are written; undefined for none. */
  forge: Forge | undefined;
}

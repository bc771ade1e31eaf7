import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copiedProgram, programRooms } from "../support/copied-program.ts";

/** Replaces a text of a file, which stands there once, by another. */
type Edit = readonly [file: string, find: string, replace: string];

/** A change of the emulated half of AWS, and which operations it takes. */
interface ProgramEdit {
  about: string;
  edits: readonly Edit[];
  operations: readonly string[];
}

const program = "tests/emulator/program/index.ts";

/** Changes that AWS makes in place, that it cannot make in place, and that follow from others. */
export const programEdits: readonly ProgramEdit[] = [
  {
    about: "another range for the VPC, which replaces it and what lies in it",
    edits: [[program, '"10.64.0.0/16"', '"10.65.0.0/16"']],
    operations: ["replace", "update"],
  },
  {
    about: "a third zone",
    edits: [[program, '"eu-central-1b"]', '"eu-central-1b", "eu-central-1c"]']],
    operations: ["create", "replace", "update"],
  },
  {
    about: "another deployer, who is in the policies of keys and buckets",
    edits: [[program, 'const deployer = "modelkeep-deployer"', 'const deployer = "somebody-else"']],
    operations: ["update"],
  },
  {
    about: "an endpoint less, and another more",
    edits: [[program, '"ecr.dkr", "eks-auth"', '"sts", "eks-auth"']],
    operations: ["create", "delete"],
  },
  {
    about: "a registry that is named otherwise in the program, without an alias",
    edits: [[program, 'new Registry("registry"', 'new Registry("images"']],
    operations: ["create", "delete"],
  },
  {
    about: "weights that are locked for longer, and no role for nodes",
    edits: [
      [program, 'mode: "GOVERNANCE", days: 30', 'mode: "GOVERNANCE", days: 60'],
      [program, 'new NodeRole("node-role", { place, images: images.map(({ name }) => name) }, opts);', ""],
    ],
    operations: ["delete", "update"],
  },
];

/** A temporary copy of the emulated program and of what it is made of, with edits; the caller removes it. */
export function editedProgram(edits: readonly Edit[]): { root: string; remove: () => void } {
  const { folder, remove } = copiedProgram([...programRooms, "package.json", "tests/emulator/program"]);
  for (const [file, find, replace] of edits) {
    const text = readFileSync(join(folder, file), "utf8");
    if (text.split(find).length !== 2) throw new Error(`${file} has ${JSON.stringify(find)} not once`);
    writeFileSync(join(folder, file), text.replace(find, replace));
  }
  return { root: join(folder, "tests/emulator/program"), remove };
}

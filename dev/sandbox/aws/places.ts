import { join } from "node:path";

/** Files and folders of the AWS half of a sandbox, in the folder of the sandbox. */
export const placesOf = (folder: string) => ({
  /** Its own folder. */
  home: join(folder, "aws"),
  stackFile: join(folder, "aws/stack.yaml"),
  /** What the emulator writes. */
  emulator: join(folder, "aws/emulator"),
  authority: join(folder, "aws/authority"),
  sockets: join(folder, "aws"),
  /** Process id of the holder. */
  pid: join(folder, "aws/holder.pid"),
  log: join(folder, "aws/holder.log"),
  /** Where the emulator is found; written when all of it is up. */
  ready: join(folder, "aws/ready.json"),
});

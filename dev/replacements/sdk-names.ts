import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The names of inputs that an SDK declares anywhere, by its declaration files.
 * @param folder of the npm package of the SDK
 */
export function declaredNames(folder: string): (name: string) => boolean {
  const files = [join(folder, "types/input.d.ts"), ...globSync(join(folder, "*/*.d.ts"))];
  const names = new Set(
    files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/^ +(?:readonly )?(\w+)\??: pulumi\.Input</gm)].map(([, name]) => name!),
    ),
  );
  return (name) => names.has(name);
}

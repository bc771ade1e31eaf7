/** The file that a name stands for; undefined with an SDK that does without it. */
export function resolved(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

/** Lets a file count as loaded, so that whoever requires it is given `exports` and its code does not run. */
export function provide(require: NodeJS.Require, path: string, exports: unknown): void {
  require.cache[path] = { id: path, filename: path, path, loaded: true, exports, children: [], paths: [] } as unknown as NodeJS.Module;
}

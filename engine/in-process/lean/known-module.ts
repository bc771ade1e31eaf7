/** The file that a name resolves to; undefined for an SDK that does not have it. */
export function resolved(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

/** Marks a file as loaded, so that requiring it returns `exports` and its code does not run. */
export function provide(require: NodeJS.Require, path: string, exports: unknown): void {
  require.cache[path] = { id: path, filename: path, path, loaded: true, exports, children: [], paths: [] } as unknown as NodeJS.Module;
}

/**
 * The value of an environment variable that the runner or the workflow has to set.
 *
 * @throws Error naming it where it is not set, or empty
 */
export function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

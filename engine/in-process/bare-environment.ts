/** Environment variables that a program needs, without any that could be a credential. */
const plain =
  /^(PATH|PATHEXT|HOME|USERPROFILE|TMPDIR|TMP|TEMP|LANG|LANGUAGE|LC_\w+|TZ|SYSTEMROOT|COMSPEC|NODE_OPTIONS|NODE_COMPILE_CACHE|NODE_EXTRA_CA_CERTS)$/i;

/**
 * An environment without credentials, for a program that has not been reviewed yet: an allowlist, because a secret cannot
 * be recognised by its name. It covers environment variables only. Such a program can still read the user's files (`~/.aws`, `~/.kube`)
 * and use the network, so a job that previews pull requests must not hold any secrets.
 */
export function bareEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => plain.test(name)));
}

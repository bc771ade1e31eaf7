/** What a program needs of its surroundings, and nothing that could be a credential. */
const plain =
  /^(PATH|PATHEXT|HOME|USERPROFILE|TMPDIR|TMP|TEMP|LANG|LANGUAGE|LC_\w+|TZ|SYSTEMROOT|COMSPEC|NODE_OPTIONS|NODE_COMPILE_CACHE|NODE_EXTRA_CA_CERTS)$/i;

/**
 * An environment without credentials, for a program that nobody has reviewed yet: a list of what is let through, since what is a secret cannot
 * be told by its name. It guards environment variables alone. Files that the user can read (`~/.aws`, `~/.kube`) are as open to such a program
 * as to any other, and so is the network, so that a job which previews pull requests must hold no secret at all.
 */
export function bareEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => plain.test(name)));
}

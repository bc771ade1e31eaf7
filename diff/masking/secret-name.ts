/** Words in a name that mark its value as secret. */
const secretWords = [
  "password",
  "passwords",
  "passwd",
  "pwd",
  "passphrase",
  "secret",
  "secrets",
  "token",
  "tokens",
  "credential",
  "credentials",
];
const secretPairs = ["api key", "access key", "private key", "signing key", "encryption key", "auth key", "license key", "shared key"];
const secretRuns = /^(?:apikey|accesskey|privatekey|secretkey|authtoken|apitoken|clientsecret)$/;
const passwordWords = ["password", "passwords", "passwd", "pwd", "passphrase"];

/** Last words of names that describe a secret but are not one. */
const aboutSecrets = [
  "name",
  "names",
  "ref",
  "id",
  "ids",
  "arn",
  "arns",
  "path",
  "file",
  "type",
  "policy",
  "kind",
  "mode",
  "version",
  "url",
  "length",
];

/** The words of a name in any notation: `dbPassword`, `DB_PASSWORD`, `db-password`, `["db.password"]`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** Whether a value of this name is always a secret (`any`), or only if it looks random (`random`). */
export function secretByName(name: string): "any" | "random" | "no" {
  const words = wordsOf(name);
  if (words.length === 0 || aboutSecrets.includes(words.at(-1)!)) return "no";
  if (words.some((word) => passwordWords.includes(word))) return "any";
  const text = ` ${words.join(" ")} `;
  const found =
    words.some((word) => secretWords.includes(word) || secretRuns.test(word)) || secretPairs.some((pair) => text.includes(` ${pair} `));
  return found ? "random" : "no";
}

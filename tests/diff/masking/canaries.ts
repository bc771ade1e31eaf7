/** Credentials that nobody has, in the form of those that exist; joined here, so that no scanner of this repository takes them for real ones. */
const joined = (...parts: string[]) => parts.join("");

const letters = "Zq7Xw2Vb9Nm4Kj6Hg8Fd3Sa5Pl1Oi0UyTrEeWqAs";

/** By what they are of. */
export const canaries: Readonly<Record<string, string>> = {
  aws: joined("AKIA", "Q3EGZ7RTKLMN5WXY"),
  awsSecret: joined("wJalrXUtnFEMI/K7MDENG", "/bPxRfiCYzqT8v2LmQ9"),
  github: joined("ghp_", letters.slice(0, 36)),
  githubFine: joined("github_pat_", "11ABCDEFG0", letters),
  gitlab: joined("glpat-", letters.slice(0, 20)),
  huggingFace: joined("hf_", letters.slice(0, 34)),
  openai: joined("sk-proj-", letters),
  slack: joined("xoxb-", "123456789012-", letters.slice(0, 24)),
  google: joined("AIza", letters.slice(0, 35)),
  jwt: joined("eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiJjYW5hcnkifQ.", letters.slice(0, 30)),
  bearer: joined("Bearer ", letters.slice(5, 30)),
  urlPassword: joined("postgres://keeper:", "c4nary-pa55w0rd", "@db.internal:5432/audit"),
  pem: joined("-----BEGIN RSA PRIVATE", " KEY-----\n", letters, "\n", letters.toLowerCase(), "\n-----END RSA PRIVATE", " KEY-----"),
};

/** What of each must not be seen. */
export const telling: readonly string[] = Object.values(canaries).map(
  (text) => /:([^:@]+)@/.exec(text)?.[1] ?? /^Bearer (.+)/.exec(text)?.[1] ?? (text.includes("\n") ? text.split("\n")[1]! : text),
);

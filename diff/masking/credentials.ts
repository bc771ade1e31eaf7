/** The format of a service's credentials. Where a pattern has a group `kept`, that part stays readable. */
interface CredentialForm {
  of: string;
  pattern: RegExp;
}

/** Not inside a longer word. */
const token = (body: string, flags = "g") => new RegExp(`(?<![A-Za-z0-9_])${body}`, flags);

/**
 * Formats by which a credential is recognised anywhere. Every pattern runs in linear time: none has nested repetition.
 * Source: the token formats that each service documents, and the default rules of gitleaks 8 (read 2026-11-25).
 */
export const credentialForms: readonly CredentialForm[] = [
  { of: "AWS access key", pattern: token("(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])") },
  // 40 characters of base64 in mixed case and with digits: neither a hex digest nor a word.
  {
    of: "AWS secret key",
    pattern:
      /(?<![A-Za-z0-9+/=_-])(?=[A-Za-z0-9+/]{0,39}[a-z])(?=[A-Za-z0-9+/]{0,39}[A-Z])(?=[A-Za-z0-9+/]{0,39}[0-9])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=_-])/g,
  },
  { of: "GitHub", pattern: token("(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255})") },
  { of: "GitLab", pattern: token("gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-[A-Za-z0-9_.=-]{20,}") },
  { of: "Hugging Face", pattern: token("(?:hf|api_org)_[A-Za-z0-9]{30,}") },
  { of: "OpenAI, Anthropic", pattern: /(?<![A-Za-z0-9_-])sk-(?=[A-Za-z_-]{0,80}[0-9])[A-Za-z0-9_-]{20,}/g },
  { of: "Slack", pattern: token("(?:xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[0-9]-[A-Za-z0-9-]{10,})") },
  { of: "Slack webhook", pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/_-]{20,}/g },
  { of: "Google", pattern: token("(?:AIza[A-Za-z0-9_-]{35}|ya29\\.[A-Za-z0-9_-]{20,}|GOCSPX-[A-Za-z0-9_-]{20,})") },
  { of: "Stripe", pattern: token("[rs]k_(?:live|test)_[A-Za-z0-9]{16,}") },
  { of: "npm, Docker, PyPI", pattern: token("(?:npm_[A-Za-z0-9]{36}|dckr_[op]at_[A-Za-z0-9_-]{20,}|pypi-[A-Za-z0-9_-]{50,})") },
  { of: "Pulumi", pattern: token("pul-[0-9a-f]{40}") },
  { of: "HashiCorp Vault", pattern: token("hv[sbr]\\.[A-Za-z0-9_-]{20,}") },
  { of: "NVIDIA, Databricks, DigitalOcean", pattern: token("(?:nvapi-[A-Za-z0-9_-]{40,}|dapi[0-9a-f]{32}|do[opr]_v1_[0-9a-f]{64})") },
  {
    of: "private key",
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----END))*(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
  },
  { of: "age key", pattern: token("AGE-SECRET-KEY-1[A-Z0-9]{40,}") },
  { of: "JSON Web Token", pattern: token("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?") },
  { of: "Authorization header", pattern: /(?<kept>\b(?:bearer|basic)\s+)(?=[A-Za-z._~+/=-]{0,100}[0-9])[A-Za-z0-9._+/=-]{8,}/gi },
  {
    of: "signed URL",
    pattern: /(?<kept>[?&](?:X-Amz-Signature|X-Amz-Security-Token|X-Goog-Signature|sig|sv_sig|access_token)=)[^&\s"'<>]{8,}/gi,
  },
  { of: "password in a URL", pattern: /(?<kept>\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{0,100}:)[^\s/@"'<>]{1,200}(?=@)/gi },
  { of: "token in a URL", pattern: /(?<kept>\b[a-z][a-z0-9+.-]{1,20}:\/\/)[A-Za-z0-9_-]{16,200}(?=@)/gi },
  { of: "storage account key", pattern: /(?<kept>\b(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/=]{20,}/g },
];

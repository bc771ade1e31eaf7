import type { PolicyDocument, Statement } from "../../infra/aws/policy-document.ts";

/** One request as IAM sees it: who asks for what, and the condition keys that are present. */
export interface Request {
  /** ARN of the IAM principal, or the name of a service such as `cloudtrail.amazonaws.com`. */
  principal: string;
  action: string;
  resource: string;
  /** Condition key -> value; a key that is absent in the request is absent here. */
  context?: Record<string, string>;
}

/** What a policy says to a request, and by which statements: a denial goes before an allowance. */
export interface Decision {
  effect: "Allow" | "Deny" | "silent";
  sids: string[];
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** IAM wildcards: `*` is any text, `?` one character. */
function matches(pattern: string, text: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${escaped}$`).test(text);
}

const same = (pattern: string, text: string) => pattern === text;
const tests: Record<string, (expected: string, actual: string) => boolean> = {
  StringEquals: same,
  StringLike: matches,
  ArnEquals: matches,
  ArnLike: matches,
  Bool: same,
  NumericLessThan: (expected, actual) => Number(actual) < Number(expected),
};

/** One line of a condition. A negated operator holds where the key is absent, any other does not, unless `IfExists` says so. */
function holds(operator: string, expected: string[], actual: string | undefined): boolean {
  if (operator === "Null") return expected.includes(String(actual === undefined));
  const ifExists = operator.endsWith("IfExists");
  const plain = operator.replace(/IfExists$/, "");
  const negated = plain.includes("Not");
  const test = tests[plain.replace("Not", "")];
  if (!test) throw new Error(`the test's evaluator does not know the operator ${operator}`);
  if (actual === undefined) return negated || ifExists;
  return expected.some((value) => test(value, actual)) !== negated;
}

function admits({ Principal }: Statement, principal: string): boolean {
  if (Principal === undefined) return true; // an identity policy: the principal is whoever carries it
  if (Principal === "*") return true;
  const services = list((Principal.Service ?? []) as string | string[]);
  const accounts = list((Principal.AWS ?? []) as string | string[]);
  const ofAccount = (arn: string) => arn.endsWith(":root") && principal.split(":")[4] === arn.split(":")[4] && principal.startsWith("arn:");
  return services.includes(principal) || accounts.some((arn) => arn === "*" || arn === principal || ofAccount(arn));
}

/** Decides a request by one policy, as "Policy evaluation logic" in the IAM user guide says; plain values only. */
export function decide({ Statement: statements }: PolicyDocument, { principal, action, resource, context = {} }: Request): Decision {
  const isArn = principal.startsWith("arn:");
  const implied: Record<string, string> = {
    "aws:PrincipalIsAWSService": String(!isArn),
    ...(isArn ? { "aws:PrincipalArn": principal, "aws:PrincipalAccount": principal.split(":")[4] ?? "" } : {}),
  };
  const present: Record<string, string> = { ...implied, ...context };
  const applying = statements.filter(
    (statement) =>
      admits(statement, principal) &&
      list(statement.Action).some((pattern) => matches(pattern, action)) &&
      list((statement.Resource ?? "*") as string | string[]).some((pattern) => matches(pattern, resource)) &&
      Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, expected]) => holds(operator, list(expected as string | string[]), present[key])),
      ),
  );
  const effect = (["Deny", "Allow"] as const).find((wanted) => applying.some(({ Effect }) => Effect === wanted)) ?? "silent";
  return { effect, sids: applying.filter(({ Effect }) => Effect === effect).map(({ Sid }) => Sid) };
}

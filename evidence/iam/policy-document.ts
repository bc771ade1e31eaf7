/** The elements of a principal, by kind: `AWS`, `Service`, `Federated`, `CanonicalUser`; a plain `*` is all principals. */
export type PrincipalElement = "*" | Readonly<Record<string, readonly string[]>>;

/** One line of a condition: the key is tested by the operator against the values. */
export interface Condition {
  operator: string;
  key: string;
  values: readonly string[];
}

/** A list of patterns, or with `not` everything else. */
export interface Listed<T> {
  not: boolean;
  list: T;
}

/** A statement of a policy, read. */
export interface Statement {
  /** Its Sid, or its place: `statement 2`. */
  sid: string;
  effect: "Allow" | "Deny";
  /** Absent in identity policies, where the principal is the holder of the policy. */
  principal: Listed<PrincipalElement> | undefined;
  action: Listed<readonly string[]>;
  /** Absent in trust policies, where the resource is the role. */
  resource: Listed<readonly string[]> | undefined;
  conditions: readonly Condition[];
}

/** A policy, read, and by whose name findings call it. */
export interface Policy {
  name: string;
  /** `${...}` is a variable. */
  variables: boolean;
  statements: readonly Statement[];
}

type Json = Record<string, unknown>;

const elements = new Set(["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"]);

/**
 * Reads a policy document, as JSON text or as what that text means.
 * @param name by which findings name the policy, for example the URN of its resource
 * @throws Error for what IAM would refuse: it names the policy and the statement
 */
export function readPolicy(name: string, document: unknown): Policy {
  const parsed = typeof document === "string" ? parse(name, document) : document;
  const { Version, Statement } = asObject(parsed, `policy ${name}`);
  const statements = (Array.isArray(Statement) ? Statement : [Statement]).map((one, i) => readStatement(name, one, i));
  return { name, variables: Version === "2012-10-17", statements };
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`policy ${name} is not valid JSON: ${text.slice(0, 60)}`);
  }
}

function readStatement(name: string, value: unknown, index: number): Statement {
  const statement = asObject(value, `statement ${index + 1} of policy ${name}`);
  const sid = typeof statement["Sid"] === "string" ? statement["Sid"] : `statement ${index + 1}`;
  const where = `${sid} of policy ${name}`;
  const strange = Object.keys(statement).find((key) => !elements.has(key));
  if (strange) throw new Error(`${where} has the element "${strange}"; IAM knows ${[...elements].join(", ")}`);
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny")
    throw new Error(`${where} has the effect ${JSON.stringify(effect)}; accepted: Allow and Deny`);
  const one = (element: string): Listed<unknown> | undefined => {
    const [plain, negated] = [statement[element], statement[`Not${element}`]];
    if (plain !== undefined && negated !== undefined)
      throw new Error(`${where} has both ${element} and Not${element}; IAM accepts one of them`);
    return plain !== undefined ? { not: false, list: plain } : negated !== undefined ? { not: true, list: negated } : undefined;
  };
  const texts = (element: string): Listed<readonly string[]> | undefined => {
    const found = one(element);
    return found && { not: found.not, list: asTexts(found.list, `${element} in ${where}`) };
  };
  const action = texts("Action");
  if (!action) throw new Error(`${where} has neither Action nor NotAction`);
  const principal = one("Principal");
  return {
    sid,
    effect,
    principal: principal && { not: principal.not, list: asPrincipal(principal.list, where) },
    action,
    resource: texts("Resource"),
    conditions: asConditions(statement["Condition"] ?? {}, where),
  };
}

function asPrincipal(value: unknown, where: string): PrincipalElement {
  if (value === "*") return "*";
  const kinds = asObject(value, `Principal in ${where}`);
  return Object.fromEntries(Object.entries(kinds).map(([kind, names]) => [kind, asTexts(names, `Principal.${kind} in ${where}`)]));
}

const asConditions = (value: unknown, where: string): Condition[] =>
  Object.entries(asObject(value, `Condition in ${where}`)).flatMap(([operator, keys]) =>
    Object.entries(asObject(keys, `Condition.${operator} in ${where}`)).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: asTexts(values, `Condition.${operator}.${key} in ${where}`),
    })),
  );

function asObject(value: unknown, what: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${what} is not an object`);
  return value as Json;
}

function asTexts(value: unknown, what: string): string[] {
  return (Array.isArray(value) ? value : [value]).map((one) => {
    if (!["string", "boolean", "number"].includes(typeof one))
      throw new Error(`${what} has ${JSON.stringify(one)} where a text is expected`);
    return String(one);
  });
}

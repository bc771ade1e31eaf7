import { parseJson } from "./json.ts";

const ofDocument = ["Version", "Id", "Statement"];
const ofStatement = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];
/** Without CanonicalUser: the ID of an S3 canonical user does not show its account. */
const ofPrincipal = ["AWS", "Service", "Federated"];

/**
 * Whether a value is a policy document that every rule and proof reads as AWS does: with the elements that IAM knows, written as IAM writes
 * them, and nothing else. Text that is not JSON is none.
 */
export function isPolicyDocument(value: unknown): boolean {
  const document = typeof value === "string" ? parsed(value) : value;
  if (!isRecord(document) || !hasOnly(document, ofDocument) || !("Statement" in document)) return false;
  return listOf(document["Statement"]).every(isStatement);
}

function isStatement(statement: unknown): boolean {
  if (!isRecord(statement) || !hasOnly(statement, ofStatement)) return false;
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition = {} } = statement;
  return (
    ["Allow", "Deny"].includes(String(Effect)) &&
    [Action, NotAction, Resource, NotResource].every(isTexts) &&
    [Principal, NotPrincipal].every(isPrincipal) &&
    isRecord(Condition) &&
    Object.values(Condition).every((keys) => isRecord(keys) && Object.values(keys).every(isTexts))
  );
}

const isPrincipal = (value: unknown): boolean =>
  value === undefined || value === "*" || (isRecord(value) && hasOnly(value, ofPrincipal) && Object.values(value).every(isTexts));

/** One value or a list of them; a list in a list is none. */
const isTexts = (value: unknown): boolean => listOf(value).every((one) => ["string", "number", "boolean"].includes(typeof one));

const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const hasOnly = (record: object, keys: readonly string[]): boolean => Object.keys(record).every((key) => keys.includes(key));

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

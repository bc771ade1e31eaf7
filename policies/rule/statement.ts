import { Many } from "./many.ts";
import type { Reading } from "./reading.ts";
import type { Truth } from "./truth.ts";

/** Who a statement is about: the kind of principal (`AWS`, `Service`, `Federated`, `CanonicalUser`) and its id. */
export interface Principal {
  kind: string;
  id: Reading;
}

/** One test of a statement's `Condition`. */
export interface Condition {
  /** Operator with its modifiers, for example `ForAnyValue:StringLike`. */
  operator: string;
  /** Condition key in lower case, as IAM compares it. */
  key: string;
  values: Many<Reading>;
}

/** One statement of a policy of AWS, in which any part may be unknown. */
export class Statement {
  readonly reading: Reading;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  allows(): Truth {
    return this.reading.at("Effect").is("Allow");
  }

  denies(): Truth {
    return this.reading.at("Effect").is("Deny");
  }

  actions(): Many<Reading> {
    return this.reading.at("Action").items();
  }

  resources(): Many<Reading> {
    return this.reading.at("Resource").items();
  }

  /** The principals that it lists; a plain `"*"` is the same as `{ "AWS": "*" }`. */
  principals(): Many<Principal> {
    const principal = this.reading.at("Principal");
    return principal.when({
      known: (value) =>
        typeof value === "object" && !Array.isArray(value)
          ? principal.entries().flatMap(({ key, value: ids }) => ids.items().map((id) => ({ kind: key, id })))
          : principal.items().map((id) => ({ kind: "AWS", id })),
      unknown: (because) => new Many<Principal>([], principal.path, [because]),
      absent: () => new Many<Principal>([], principal.path),
    });
  }

  conditions(): Many<Condition> {
    return this.reading
      .at("Condition")
      .entries()
      .flatMap(({ key: operator, value: keys }) =>
        keys.entries().map(({ key, value }): Condition => ({ operator, key: key.toLowerCase(), values: value.items() })),
      );
  }

  /** Whether it names one of the actions, whether spelled out or by a wildcard that covers it. */
  covers(...actions: string[]): Truth {
    return this.actions().some((action) => action.test((value) => actions.some((one) => covers(String(value), one))));
  }
}

/** The statements of a policy document, given as JSON text or as an object. */
export function statementsOf(policy: Reading): Many<Statement> {
  return policy
    .json()
    .at("Statement")
    .items()
    .map((statement) => new Statement(statement));
}

/** Whether a pattern of an action (`s3:Get*`) covers an action or another pattern. IAM ignores the case of actions. */
export function covers(pattern: string, action: string): boolean {
  const expression = pattern
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(action.toLowerCase());
}

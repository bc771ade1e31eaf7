import type { Stack } from "./stack.ts";

/** An external reference that the settings declare. */
export interface Named {
  /** An account id, a bucket, an address. */
  value: string;
  /** What it is, for example `client support-bot`. */
  because: string;
}

/** Components that may declare external references: those of a keep, as with waivers. */
const declares = /^modelkeep:/;

function isNamed(value: unknown): value is Named {
  const { value: name, because } = (value ?? {}) as Partial<Named>;
  return typeof name === "string" && typeof because === "string" && /\S/.test(because);
}

/** The external references in the settings, as the program passes them to the pack. */
export function namedIn(stack: Stack): Named[] {
  return stack.subjects
    .filter(({ type }) => declares.test(type))
    .flatMap((subject) =>
      subject.at("named").when<Named[]>({
        known: (list) => (Array.isArray(list) ? list.filter(isNamed) : []),
        unknown: () => [],
        absent: () => [],
      }),
    );
}

/** IDs of the stack's accounts: the allowed accounts of its providers, and that of the keep. */
export function accountsOf(stack: Stack): string[] {
  const held = stack.of("pulumi:providers:aws").flatMap((provider) =>
    provider
      .at("allowedAccountIds")
      .json()
      .when<unknown[]>({ known: (ids) => [ids].flat(), unknown: () => [], absent: () => [] }),
  );
  const said = stack.of("modelkeep:aws:Keep").flatMap((keep) => keep.at("account").texts());
  return [...held, ...said].map(String);
}

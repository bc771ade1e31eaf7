import type { Stack } from "./stack.ts";

/** Somebody outside of the stack whom the settings name. */
export interface Named {
  /** An account id, a bucket, an address. */
  value: string;
  /** Who that is, for example `client support-bot`. */
  because: string;
}

/** Groups of the program that may say whom the settings name: those of a keep, as with waivers. */
const declares = /^modelkeep:/;

function isNamed(value: unknown): value is Named {
  const { value: name, because } = (value ?? {}) as Partial<Named>;
  return typeof name === "string" && typeof because === "string" && /\S/.test(because);
}

/** Whom the settings name, as the program hands it to the pack. */
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

/** Ids of the accounts that the stack is for: what its providers are held to, and what the keep says. */
export function accountsOf(stack: Stack): string[] {
  const held = stack.of("pulumi:providers:aws").flatMap((provider) =>
    provider
      .at("allowedAccountIds")
      .json()
      .when<unknown[]>({ known: (ids) => [ids].flat(), unknown: () => [], absent: () => [] }),
  );
  const said = stack
    .of("modelkeep:aws:Keep")
    .flatMap((keep) => keep.at("account").when<unknown[]>({ known: (id) => [id], unknown: () => [], absent: () => [] }));
  return [...held, ...said].map(String);
}

import { randomBytes } from "node:crypto";
import { AwsError } from "./asked.ts";

export type Fields = Readonly<Record<string, unknown>>;
/** A thing of an account, as its service describes it. */
export type Row = Fields & { readonly Id: string };

/** Things of one kind, which live in memory. */
export class Records {
  readonly #kind: string;
  readonly #prefix: string;
  readonly #rows = new Map<string, Row>();

  /** @param prefix of its ids, such as `rslvr-fdl` */
  constructor(kind: string, prefix: string) {
    this.#kind = kind;
    this.#prefix = prefix;
  }

  add(fields: (id: string) => Fields): Row {
    const Id = `${this.#prefix}-${randomBytes(8).toString("hex")}`;
    const row = { Id, ...fields(Id) };
    this.#rows.set(Id, row);
    return row;
  }

  /** @throws AwsError where there is none of this id */
  get(id: unknown): Row {
    const row = this.#rows.get(String(id));
    if (!row) throw new AwsError("ResourceNotFoundException", `there is no ${this.#kind} ${id}`);
    return row;
  }

  change(id: unknown, fields: Fields): Row {
    const row = { ...this.get(id), ...fields };
    this.#rows.set(row.Id, row);
    return row;
  }

  /** @returns what it was */
  remove(id: unknown): Row {
    const row = this.get(id);
    this.#rows.delete(row.Id);
    return row;
  }

  where(fields: Fields): Row[] {
    return [...this.#rows.values()].filter((row) => Object.entries(fields).every(([name, value]) => row[name] === value));
  }
}

import type { Fields } from "./records.ts";

interface Tag {
  Key: string;
  Value: string;
}

/** Tags of resources by ARN, in the way of services that list them as keys with values. */
export class Tags {
  readonly #tags = new Map<string, Map<string, string>>();

  /** Adds tags, and overwrites those of the same key. */
  set(arn: unknown, tags: unknown): void {
    const of = this.#tags.get(String(arn)) ?? new Map<string, string>();
    for (const { Key, Value } of (tags ?? []) as Tag[]) of.set(Key, Value);
    this.#tags.set(String(arn), of);
  }

  list(arn: unknown): Tag[] {
    return [...(this.#tags.get(String(arn)) ?? [])].map(([Key, Value]) => ({ Key, Value }));
  }

  /** The operations that services of this way have. */
  readonly operations = {
    TagResource: ({ ResourceArn, Tags }: Fields) => {
      this.set(ResourceArn, Tags);
      return {};
    },
    UntagResource: ({ ResourceArn, TagKeys }: Fields) => {
      for (const key of TagKeys as string[]) this.#tags.get(String(ResourceArn))?.delete(key);
      return {};
    },
    ListTagsForResource: ({ ResourceArn }: Fields) => ({ Tags: this.list(ResourceArn) }),
  };
}

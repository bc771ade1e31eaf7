import { type Answer, type Asked, AwsError, type HandOn, type Part } from "./asked.ts";

/** Fields of a request of EC2 as a tree: `A.1.B=c` is `{ A: { 1: { B: "c" } } }`. */
export type Tree = string | { readonly [name: string]: Tree };

export function treeOf(fields: Iterable<readonly [string, string]>): Readonly<Record<string, Tree>> {
  const root: Record<string, Tree> = Object.create(null);
  for (const [path, text] of fields) {
    const names = path.split(".");
    const last = names.pop()!;
    let at = root;
    for (const name of names) {
      at[name] ??= Object.create(null) as Record<string, Tree>;
      at = at[name] as Record<string, Tree>;
    }
    at[last] = text;
  }
  return root;
}

/** Items of a list, in their order; none where there is no list. */
export const inOrder = (tree: Tree | undefined): Tree[] =>
  Object.entries(typeof tree === "object" ? tree : {})
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, item]) => item);

export const textOf = (tree: Tree | undefined): string | undefined => (typeof tree === "string" ? tree : undefined);

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** An element of XML with a text, or with others. */
export const element = (tag: string, content: string | readonly string[]): string =>
  `<${tag}>${typeof content === "string" ? escaped(content) : content.join("")}</${tag}>`;

/** The first text of an element, and the empty text where there is none. */
export const firstText = (xml: string, tag: string): string => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? "";

/** A list of an answer, and the element by which each of its items begins. */
export interface List {
  set: string;
  id: string;
}

/** What stands before a list's items, they, and what stands behind. */
function partsOf(xml: string, { set, id }: List): { before: string; items: string[]; behind: string } {
  const [, before = xml, inner = "", behind = ""] = new RegExp(`^([\\s\\S]*?<${set}>)([\\s\\S]*)(</${set}>[\\s\\S]*)$`).exec(xml) ?? [];
  return { before, items: inner.split(new RegExp(`(?=<item>\\s*<${id}>)`)).filter((item) => item.trim() !== ""), behind };
}

export const listItems = (xml: string, list: List): string[] => partsOf(xml, list).items;

/** An answer with each item of its list changed, by its id. */
export function changedItems(answer: Answer, list: List, change: (item: string, id: string) => string): Answer {
  const { before, items, behind } = partsOf(answer.body, list);
  return { ...answer, body: [before, ...items.map((item) => change(item, firstText(item, list.id))), behind].join("") };
}

/** Asks the emulator for another operation of EC2. */
export const askEc2 = (handOn: HandOn, Action: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  handOn({ method: "POST", path: "/", body: new URLSearchParams({ Action, Version: "2016-11-15", ...fields }).toString() });

/** Operations of EC2 by name: each answers a request by its fields, or leaves it to the emulator. */
export type Ec2Operations = Readonly<
  Record<string, (fields: Readonly<Record<string, Tree>>, handOn: HandOn, asked: URLSearchParams) => Promise<Answer> | Answer>
>;

/** What is answered of EC2 by these operations. */
export function ec2Part(operations: Ec2Operations): Part {
  return async ({ service, body, path }: Asked, handOn) => {
    if (service !== "ec2") return undefined;
    const asked = new URLSearchParams(body || (path.split("?")[1] ?? ""));
    const name = asked.get("Action") ?? "";
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    try {
      return await operation?.(treeOf(asked), handOn, asked);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const said = element("Error", [element("Code", error.code), element("Message", error.message)]);
      return { status: 400, type: "text/xml", body: element("Response", [element("Errors", [said]), element("RequestID", "0")]) };
    }
  };
}

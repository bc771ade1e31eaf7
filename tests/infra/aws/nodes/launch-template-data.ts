/** A tree of names and values. */
type Tree = { [name: string]: Tree | string };

/** What EC2 says of a template: the parameters of the request as XML, where a list is called a set and holds items. */
export function launchTemplateData(asked: URLSearchParams): string {
  const tree: Tree = {};
  for (const [key, value] of asked) {
    const parts = key.split(".");
    if (parts[0] === "LaunchTemplateData") put(tree, parts, value);
  }
  const description = `<versionDescription>${asked.get("VersionDescription") ?? ""}</versionDescription>`;
  return `${description}${element("LaunchTemplateData", tree["LaunchTemplateData"] ?? {})}`;
}

function put(tree: Tree, [name = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const inner = (tree[name] ?? {}) as Tree;
  tree[name] = inner;
  put(inner, rest, value);
}

function element(name: string, content: Tree | string): string {
  const lower = name[0]!.toLowerCase() + name.slice(1);
  if (typeof content === "string") return `<${lower}>${content}</${lower}>`;
  const parts = Object.entries(content);
  if (name === "SecurityGroupId") return `<groupSet>${parts.map(([, id]) => `<groupId>${id}</groupId>`).join("")}</groupSet>`;
  const within = (inner: Tree) =>
    Object.entries(inner)
      .map(([part, value]) => element(part, value))
      .join("");
  const isList = parts.length > 0 && parts.every(([part]) => /^\d+$/.test(part));
  return isList
    ? `<${lower}Set>${parts.map(([, item]) => `<item>${within(item as Tree)}</item>`).join("")}</${lower}Set>`
    : `<${lower}>${within(content)}</${lower}>`;
}

/**
 * A type token as `pulumi preview` shows it: `aws:ec2/vpc:Vpc` is `aws:ec2:Vpc`, because the file that a type is
 * declared in repeats its name. Where it does not (`kubernetes:apps/v1:Deployment`), it stays.
 */
export function shortType(type: string): string {
  const [packageName, module, name, ...rest] = type.split(":");
  const slash = module?.lastIndexOf("/") ?? -1;
  if (!module || !name || rest.length > 0 || slash < 0) return type;
  const file = module.slice(slash + 1);
  return file.toLowerCase() === name.toLowerCase() ? `${packageName}:${module.slice(0, slash)}:${name}` : type;
}

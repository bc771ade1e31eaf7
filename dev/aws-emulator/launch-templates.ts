import { changedItems, type Ec2Operations, element, firstText, inOrder, type Tree } from "./ec2.ts";

/** Lists of a launch template: what a request calls an item, and an answer the list and its items. */
const lists: Readonly<Record<string, readonly [list: string, item: string]>> = {
  BlockDeviceMapping: ["blockDeviceMappingSet", "item"],
  NetworkInterface: ["networkInterfaceSet", "item"],
  "NetworkInterface.SecurityGroupId": ["groupSet", "groupId"],
  SecurityGroupId: ["securityGroupIdSet", "item"],
  TagSpecification: ["tagSpecificationSet", "item"],
  "TagSpecification.Tag": ["tagSet", "item"],
};
const lowered = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** The data of a launch template as a request has it, in the form of an answer. */
export function launchTemplateXml(tree: Tree, within = ""): string[] {
  return Object.entries(tree).map(([name, value]) => {
    const list = lists[within + name];
    const inner = (of: Tree, path: string) => (typeof of === "string" ? of : launchTemplateXml(of, path));
    if (list === undefined) return element(lowered(name), inner(value as Tree, `${within}${name}.`));
    const [tag, item] = list;
    return element(
      tag,
      inOrder(value as Tree).map((one) => element(item, inner(one, `${name}.`))),
    );
  });
}

/** Launch templates with all that they were made with: MiniStack (1.5.33) forgets keys of volumes and groups of network interfaces. */
export class LaunchTemplates {
  /** Data of a version, by template and number. */
  readonly #told = new Map<string, string>();

  #tell(template: string, version: string, data: Tree | undefined): void {
    this.#told.set(`${template} ${version}`, element("launchTemplateData", launchTemplateXml(data ?? {})));
  }

  readonly operations: Ec2Operations = {
    CreateLaunchTemplate: async ({ LaunchTemplateData }, handOn) => {
      const answer = await handOn();
      if (answer.status === 200) this.#tell(firstText(answer.body, "launchTemplateId"), "1", LaunchTemplateData);
      return answer;
    },
    CreateLaunchTemplateVersion: async ({ LaunchTemplateData }, handOn) => {
      const answer = await handOn();
      const { body } = answer;
      if (answer.status === 200) this.#tell(firstText(body, "launchTemplateId"), firstText(body, "versionNumber"), LaunchTemplateData);
      return answer;
    },
    DescribeLaunchTemplateVersions: async (_, handOn) =>
      changedItems(await handOn(), { set: "launchTemplateVersionSet", id: "launchTemplateId" }, (item, id) => {
        const told = this.#told.get(`${id} ${firstText(item, "versionNumber")}`);
        return told === undefined ? item : item.replace(/<launchTemplateData>[\s\S]*<\/launchTemplateData>/, () => told);
      }),
  };
}

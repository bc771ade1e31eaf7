import type { Answer, Asked, HandOn, Part } from "./asked.ts";
import { mended } from "./json-service.ts";

interface Associated {
  serviceAccount: string;
  roleArn: string;
}
interface AddOnRequest {
  addonName?: string;
  podIdentityAssociations?: readonly Associated[];
}

/** Add-ons of EKS whose pods have a role: EKS makes an association for each and names it by its ARN, where MiniStack (1.5.33) answers what it was asked. */
export class EksAddOns {
  /** Associations of an add-on by `cluster/add-on`. */
  readonly #associations = new Map<string, readonly { id: string; arn: string }[]>();

  readonly part: Part = (asked, handOn) => {
    if (asked.service !== "eks") return undefined;
    const [clusters, cluster, kind, addOn, verb] = asked.path.split("?")[0]!.split("/").slice(1).map(decodeURIComponent);
    if (clusters !== "clusters" || kind !== "addons" || cluster === undefined) return undefined;
    return this.#addOn(asked, cluster, addOn, verb, handOn);
  };

  async #addOn(
    { method, body }: Asked,
    cluster: string,
    name: string | undefined,
    verb: string | undefined,
    handOn: HandOn,
  ): Promise<Answer> {
    const told = body === "" ? {} : (JSON.parse(body) as AddOnRequest);
    const key = `${cluster}/${name ?? told.addonName}`;
    const { podIdentityAssociations, ...others } = told;
    const writes = method === "POST" && (name === undefined || verb === "update");
    const answer = await handOn(writes ? { body: JSON.stringify(others) } : {});
    if (answer.status !== 200) return answer;
    if (method === "DELETE" || (writes && podIdentityAssociations !== undefined)) await this.#removeAssociations(cluster, key, handOn);
    if (writes && podIdentityAssociations !== undefined) {
      const failed = await this.#associate(cluster, key, podIdentityAssociations, handOn);
      if (failed) return failed;
    }
    return mended(answer, "addon", () => ({ podIdentityAssociations: (this.#associations.get(key) ?? []).map(({ arn }) => arn) }));
  }

  /** @returns the answer to the first that is refused */
  async #associate(cluster: string, key: string, wanted: readonly Associated[], handOn: HandOn): Promise<Answer | undefined> {
    const path = `/clusters/${encodeURIComponent(cluster)}/pod-identity-associations`;
    const made: { id: string; arn: string }[] = [];
    for (const { serviceAccount, roleArn } of wanted) {
      const answer = await handOn({ method: "POST", path, body: JSON.stringify({ namespace: "kube-system", serviceAccount, roleArn }) });
      if (answer.status !== 200) return answer;
      const { association } = JSON.parse(answer.body) as { association: { associationId: string; associationArn: string } };
      made.push({ id: association.associationId, arn: association.associationArn });
    }
    this.#associations.set(key, made);
    return undefined;
  }

  async #removeAssociations(cluster: string, key: string, handOn: HandOn): Promise<void> {
    const path = `/clusters/${encodeURIComponent(cluster)}/pod-identity-associations`;
    for (const { id } of this.#associations.get(key) ?? []) await handOn({ method: "DELETE", path: `${path}/${id}`, body: "" });
    this.#associations.delete(key);
  }
}

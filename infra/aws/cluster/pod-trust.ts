import { modelServerAccount, servingNamespace } from "../../../charts/names.ts";
import { arnsOf, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument } from "../policy-document.ts";

/** One service account of the cluster. */
export interface PodIdentity {
  namespace: string;
  serviceAccount: string;
}

/** The model servers of a keep, the only workload that reads weights. */
export const modelServersOf = (keep: string): PodIdentity => ({ namespace: servingNamespace(keep), serviceAccount: modelServerAccount });

/** The VPC CNI's DaemonSet. */
export const vpcCni: PodIdentity = { namespace: "kube-system", serviceAccount: "aws-node" };

/**
 * Trust policy of a role that EKS Pod Identity grants only to one service account of the keep's cluster: an association for another
 * cluster, namespace or account does not get the role. Pod Identity uses TagSession to identify the pod.
 * Source: "Create IAM role with trust policy required by EKS Pod Identity", EKS user guide.
 */
export function podTrust(place: Place, { namespace, serviceAccount }: PodIdentity): PolicyDocument {
  return policyDocument({
    Sid: "PodIdentityAssumesRole",
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: {
        "aws:SourceAccount": place.accountId,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
      ArnEquals: { "aws:SourceArn": arnsOf(place).cluster },
    },
  });
}

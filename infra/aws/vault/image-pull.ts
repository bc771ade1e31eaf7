/**
 * Permissions to pull an image from ECR, without listing or writing; the same for the node's role and for the endpoints it pulls through.
 */
export const imagePull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** What pulling an image from ECR takes, and nothing that lists or writes; the same for the node's role and for the endpoints it pulls through. */
export const imagePull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

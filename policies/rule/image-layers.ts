import type { Statement } from "./statement.ts";
import { allOf, type Truth } from "./truth.ts";

/**
 * Whether a statement lets nothing through but downloads of image layers from the bucket of AWS in which ECR keeps them. ECR signs these
 * with a principal of its own, so no condition on the caller can hold. Source: "Amazon ECR interface VPC endpoints", ECR user guide.
 */
export function readsImageLayers(statement: Statement): Truth {
  return allOf([
    statement.actions().every((action) => action.is("s3:GetObject")),
    statement.resources().every((resource) => resource.matches(/^arn:aws[\w-]*:s3:::prod-[a-z0-9-]+-starport-layer-bucket\/\*$/)),
    statement.resources().empty().not(),
  ]);
}

# Rules about the plan of a keep, as `modelkeep export --format terraform-plan` writes it:
#   conftest test --policy docs/conftest --namespace plan plan.json
package plan

import rego.v1

import data.kubernetes

created contains change if {
	some change in input.resource_changes
	"create" in change.change.actions
}

deny contains "this is no plan, or one that creates nothing: there is nothing to judge" if count(created) == 0

ways_out := {"aws_internet_gateway", "aws_nat_gateway", "aws_egress_only_internet_gateway"}

deny contains sprintf("%s: a keep has no way to the internet", [change.address]) if {
	some change in created
	change.type in ways_out
}

# Public is what EKS makes of an endpoint about which nothing is said.
deny contains sprintf("%s: the API endpoint of the cluster is public", [change.address]) if {
	some change in created
	change.type == "aws_eks_cluster"
	some vpc in change.change.after.vpc_config
	object.get(vpc, "endpoint_public_access", true) != false
}

anybody := {"0.0.0.0/0", "::/0"}

deny contains sprintf("%s: anybody may connect", [change.address]) if {
	some change in created
	change.type == "aws_vpc_security_group_ingress_rule"
	some attribute in ["cidr_ipv4", "cidr_ipv6"]
	change.change.after[attribute] in anybody
}

deny contains sprintf("%s: no public access block that blocks everything is about this bucket", [change.address]) if {
	some change in created
	change.type == "aws_s3_bucket"
	not change.address in closed_buckets
}

# What refers to what stands in the configuration of a plan: the name of a bucket is known only once it exists.
closed_buckets contains bucket if {
	some change in created
	change.type == "aws_s3_bucket_public_access_block"
	every setting in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
		change.change.after[setting] == true
	}
	some resource in input.configuration.root_module.resources
	resource.address == change.address
	some bucket in resource.expressions.bucket.references
}

deny contains sprintf("%s: %s", [change.address, problem]) if {
	some change in created
	change.type == "kubernetes_manifest"
	some problem in kubernetes.problems(change.change.after.manifest)
}

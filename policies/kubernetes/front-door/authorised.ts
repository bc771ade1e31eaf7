import { bootstraps, configMap, httpManagers } from "../../rule/envoy.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const frontDoorAuthorised: ResourceRule = {
  name: "kubernetes-front-door-authorised",
  description: "Behind TLS the front door asks once more whether the client is one of those that were granted.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D4", "D5"],
  frameworks: { nist80053r5: ["AC-3"] },
  database: "pg_hba.conf and GRANT: who may connect, and who may do what.",
  remediation: "Add the filter envoy.filters.http.rbac with action ALLOW and one policy for each client.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) =>
      httpManagers(bootstrap).each((manager) => {
        const filters = manager.at("http_filters").items();
        return [
          ...need(
            filters.some((filter) =>
              filter
                .at("name")
                .is("envoy.filters.http.rbac")
                .and(filter.at("typed_config", "rules", "action").is("ALLOW")),
            ),
            "asks nobody who they are; accepted is envoy.filters.http.rbac with ALLOW",
            manager.at("http_filters").path,
          ),
          ...filters.each((filter) =>
            when(filter.at("name").is("envoy.filters.http.rbac"), () =>
              filter
                .at("typed_config", "rules", "policies")
                .entries()
                .each(({ value }) =>
                  value
                    .at("principals")
                    .items()
                    .each((principal) =>
                      need(
                        principal.at("authenticated", "principal_name", "exact").present(),
                        "is anybody; accepted is an exact name of a certificate",
                        principal.path,
                      ),
                    ),
                ),
            ),
          ),
        ];
      }),
    ),
};

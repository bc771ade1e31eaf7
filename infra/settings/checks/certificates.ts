import { certificateSecrets } from "../../../charts/front-door/certificate.ts";
import { type Problem, problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** Clients have a separate CA: a principal that can have a server's certificate signed must not be able to impersonate a client. */
export const certificatesCheck: Check = ({ certificates }) => {
  const problems: Problem[] = [];
  const { server, clientCa } = certificateSecrets({ certificates });
  if (server === clientCa)
    problems.push(
      problemAt(
        "certificates.clientCa",
        clientCa,
        "is the secret of the front door's own certificate; accepted: one with another CA, which signs only clients' certificates",
      ),
    );
  if (certificates.kind === "cert-manager" && certificates.clientIssuer) {
    const { name, kind } = certificates.clientIssuer;
    if (name === certificates.issuer && kind === certificates.issuerKind)
      problems.push(
        problemAt(
          "certificates.clientIssuer.name",
          name,
          "already signs the front door's own certificate: a holder of one of its server certificates could impersonate a client; accepted: a separate issuer",
        ),
      );
  }
  return problems;
};

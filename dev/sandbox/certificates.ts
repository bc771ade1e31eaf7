import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate with its private key, PEM. */
export interface Identity {
  cert: string;
  key: string;
}

/** An authority of a sandbox: signs the front door's certificate and those of the clients, for two days. Kept in a folder, which it is read from where it is there. */
export class Authority {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (existsSync(join(folder, "ca.crt"))) return;
    openssl(
      ...["req", "-x509", ...newKey, "-days", "2", "-subj", "/CN=modelkeep sandbox", "-addext", "keyUsage=critical,keyCertSign,cRLSign"],
      ...["-keyout", join(folder, "ca.key"), "-out", join(folder, "ca.crt")],
    );
  }

  /** Its certificate with its list of revoked ones, which is empty: what a front door reads, which admits no client without a list. */
  get withRevocations(): string {
    const path = (file: string) => join(this.#folder, file);
    writeFileSync(path("index.txt"), "");
    writeFileSync(path("crl.cnf"), `[ca]\ndefault_ca=it\n[it]\ndatabase=${path("index.txt")}\ndefault_md=sha256\ndefault_crl_days=2\n`);
    openssl("ca", "-gencrl", "-config", path("crl.cnf"), "-keyfile", path("ca.key"), "-cert", path("ca.crt"), "-out", path("ca.crl"));
    return this.cert + readFileSync(path("ca.crl"), "utf8");
  }

  /** Its own certificate, PEM. */
  get cert(): string {
    return readFileSync(this.certFile, "utf8");
  }

  get certFile(): string {
    return join(this.#folder, "ca.crt");
  }

  /** @param names subject alternative names as openssl writes them, such as `DNS:...` or `URI:spiffe://...` */
  issue(file: string, usage: "clientAuth" | "serverAuth", names: readonly string[]): Identity {
    const path = (suffix: string) => join(this.#folder, `${file}${suffix}`);
    writeFileSync(path(".ext"), `subjectAltName=${names.join(",")}\nextendedKeyUsage=${usage}\nkeyUsage=critical,digitalSignature\n`);
    openssl("req", ...newKey, "-subj", `/CN=${file}`, "-keyout", path(".key"), "-out", path(".csr"));
    const authority = ["-CA", join(this.#folder, "ca.crt"), "-CAkey", join(this.#folder, "ca.key"), "-CAcreateserial"];
    openssl("x509", "-req", "-in", path(".csr"), ...authority, "-days", "2", "-extfile", path(".ext"), "-out", path(".crt"));
    return { cert: readFileSync(path(".crt"), "utf8"), key: readFileSync(path(".key"), "utf8") };
  }
}

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

function openssl(...args: string[]): void {
  execFileSync("openssl", args, { stdio: "pipe" });
}

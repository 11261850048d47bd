import { applicationSecretOf } from '../../manifests/cnpg/bootstrap';
import { certificateSecretsOf } from '../../manifests/cnpg/cluster-certificates';
import { at, type Manifest, record, text } from '../../manifests/object/manifest';
import { serviceName } from '../../values/cnpg/derived-names';
import type { Kubeconfig } from '../kube/client-library';
import type { KubePort } from '../kube/kube-port';
import type { DrillTarget, WriterPlace } from './drill-run';
import { PATIENCE_MILLISECONDS, pgWriter } from './pg-writer';
import { PortForward } from './port-forward';
import { podBehind } from './service-pod';
import { WriterError, type WriterPort } from './writer-port';

/** Writers that reach the services of a cluster through port-forwards. */
export class LiveWriters {
  readonly #forwards = new Map<string, Promise<PortForward>>();
  readonly #answers = new Map<string, unknown>();

  constructor(
    private readonly config: Kubeconfig,
    private readonly kube: KubePort,
    private readonly target: DrillTarget,
    /** Off for servers that have no certificate. */
    private readonly tls = true,
    private readonly patience = PATIENCE_MILLISECONDS,
  ) {}

  to({ cluster, service }: WriterPlace): WriterPort {
    const { namespace, database, owner: user } = this.target;
    return pgWriter(async () => {
      const manifest = await this.#once(`cluster ${cluster}`, async () => {
        const found = await this.kube.read({ kind: 'Cluster', name: cluster, namespace });
        if (found === undefined) throw new WriterError(`there is no Cluster ${namespace}/${cluster}`);
        return found;
      });
      const { port } = await this.#forward(service);
      const password = await this.#secret(applicationSecretOf(manifest), 'password');
      // The certificate is for the services, whatever the address.
      const ssl = this.tls && {
        ca: await this.#secret(serverAuthority(manifest), 'ca.crt'),
        servername: serviceName(cluster, 'rw'),
      };
      return { host: '127.0.0.1', port, database, user, password, ssl };
    }, this.patience);
  }

  async close(): Promise<void> {
    const forwards = await Promise.all(this.#forwards.values());
    await Promise.all(forwards.map((forward) => forward.close()));
  }

  #forward(service: string): Promise<PortForward> {
    const { namespace } = this.target;
    const known = this.#forwards.get(service);
    const forward = known ?? PortForward.open(this.config, namespace, () => podBehind(this.kube, namespace, service));
    this.#forwards.set(service, forward);
    return forward;
  }

  #secret(name: string, key: string): Promise<string> {
    const { namespace } = this.target;
    return this.#once(`secret ${name} ${key}`, async () => {
      const secret = await this.kube.read({ kind: 'Secret', name, namespace });
      const data = text(record(secret?.data)[key]);
      if (data === undefined) throw new WriterError(`Secret ${namespace}/${name} has no key ${key}`);
      return Buffer.from(data, 'base64').toString('utf8');
    });
  }

  /** Once there is an answer it is kept: in the middle of a fault the API server may be slow, or away. */
  async #once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    if (known !== undefined) return known as T;
    const answer = await ask();
    this.#answers.set(question, answer);
    return answer;
  }
}

/** The Secret with the authority of the server's certificate: as the operator reports it, or else as it is declared. */
function serverAuthority(cluster: Manifest): string {
  return text(at(cluster, 'status.certificates.serverCASecret')) ?? certificateSecretsOf(cluster).serverCASecret;
}

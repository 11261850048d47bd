import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Pooler as L1Pooler, type PoolerSpec, toJson_PoolerSpec } from '../../imports/postgresql.cnpg.io/pooler';
import { POOLER_LABEL } from '../../values/cnpg/cnpg-metadata';
import { ACCESSES, type Access } from '../../values/cnpg/derived-names';
import { ImageReference } from '../../values/cnpg/image';
import { dns1035LabelProblem } from '../../values/kubernetes/names';
import { serviceHost } from '../../values/kubernetes/service-hosts';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { checkNamespace } from '../base/check-namespace';
import { checkName, InputError, located } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import { compact, nonEmpty, type Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { type IMonitored, PodMonitor, type PodMonitorOptions } from '../monitoring/pod-monitor';
import { type ISecret, SECRET_KEYS, type SecretKey } from '../secrets/secret';
import { RESOURCES_KEYS, type Resources, renderResources } from '../workload/resources';
import { ADOPTED_POOLER_KEYS, type AdoptedPooler } from './adopted-pooler';
import type { IPostgresCluster } from './cluster-reference';
import { CONNECTION_KEYS, type Connection, type ConnectionOptions, type IConnectable } from './connection';
import type { ComponentImage } from './image-catalog';
import { ACCESS } from './service';

/** Options of {@link PostgresCluster.addPooler}. */
export interface PoolerOptions extends PlacedObjectProps {
  /** Which instances it leads to: `rw` the primary, `ro` the replicas, `r` any. @default 'rw' */
  readonly access?: Access;
  /** When a server connection returns to the pool. `transaction` rules out session state: SET, advisory locks, LISTEN, temporary tables. */
  readonly mode: 'session' | 'transaction';
  /** How many PgBouncer pods. */
  readonly instances: number;
  /** Parameters of PgBouncer. @default - PgBouncer's, and `client_tls_sslmode: 'require'` where the cluster requires TLS */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Lines of PgBouncer's pg_hba. @default - CNPG's */
  readonly pgHba?: readonly string[];
  /** Whether PgBouncer is paused: clients wait. @default false */
  readonly paused?: boolean;
  /** Query and credentials by which PgBouncer looks users up. @default - CNPG makes a role and certificate for it */
  readonly authQuery?: { readonly query: string; readonly secret: ISecret };
  /**
   * Image of PgBouncer, or the entry of a catalog: changing it there updates every pooler that uses it. CNPG 1.30 or newer.
   * @default - the one that the operator was released with
   */
  readonly image?: string | ComponentImage;
  /** Certificate that PgBouncer shows to clients. @default - the cluster's, which names the pooler */
  readonly certificate?: PoolerCertificate;
  /**
   * A service account that exists, in place of the one that the operator makes. It cannot be changed later. CNPG 1.29 or newer.
   * @default - the operator makes one with the name of the pooler
   */
  readonly serviceAccountName?: string;
  /** Resources of the container. @default - none are set */
  readonly resources?: Resources;
  /** Whatever of the spec the options above do not reach, laid over what they make; containers are merged by name. @default - none */
  readonly spec?: Omit<Overrides<PoolerSpec>, 'cluster' | 'monitoring'>;
  /** What of a running pooler no new one should have. @default - the pooler is declared as a new one is */
  readonly adopted?: AdoptedPooler;
}

/** A certificate of the pooler's own. */
export interface PoolerCertificate {
  /** Secret with the certificate of the authority that signed it, in `ca.crt`. */
  readonly ca: ISecret;
  /** Secret with the certificate and its key: `tls.crt`, `tls.key`. It must name the pooler's Service. */
  readonly tls: ISecret;
  /** Whether the metrics port speaks TLS with it; `addPodMonitor` then scrapes by https. CNPG 1.30 or newer. @default false */
  readonly metrics?: boolean;
}

/** Props of {@link Pooler}. */
export interface PoolerProps extends PoolerOptions {
  /** Cluster that it pools connections to; the pooler is in its namespace. */
  readonly cluster: IPostgresCluster;
}

const POOLER_KEYS: Keys<PoolerProps> = {
  ...PLACED_KEYS,
  cluster: true,
  access: ACCESS,
  mode: oneOf({ session: true, transaction: true }),
  instances: true,
  parameters: true,
  pgHba: true,
  paused: true,
  authQuery: { query: true, secret: SECRET_KEYS },
  image: {
    catalog: {
      kind: oneOf({ ImageCatalog: true, ClusterImageCatalog: true }),
      name: true,
      namespace: true,
      components: true,
    },
    key: true,
  },
  certificate: { ca: SECRET_KEYS, tls: SECRET_KEYS, metrics: true },
  serviceAccountName: true,
  resources: RESOURCES_KEYS,
  spec: true,
  adopted: ADOPTED_POOLER_KEYS,
};

/**
 * PgBouncer in front of a cluster. Its service has its own name, which the cluster's server certificate covers.
 * @see https://cloudnative-pg.io/documentation/1.28/connection_pooling/
 */
export class Pooler extends Construct implements IConnectable, IMonitored {
  readonly name: string;
  readonly namespace: string;
  /** Which instances it leads to. */
  readonly access: Access;
  readonly #cluster: IPostgresCluster;
  readonly #certificate?: PoolerCertificate;

  /**
   * @throws InputError for a name that cannot be a service's, or that is the cluster's or one of its services', for a cluster whose
   * client certificates the operator cannot sign, and for an image that floats or that its catalog does not have.
   */
  constructor(scope: Construct, id: string, props: PoolerProps) {
    super(scope, id);
    checkKeys(this, props, POOLER_KEYS);
    const { cluster } = props;
    checkName(this, 'name', props.name, dns1035LabelProblem);
    if ([cluster.name, ...ACCESSES.map((access) => cluster.serviceName(access))].includes(props.name)) {
      throw new InputError(
        this,
        `name "${props.name}" belongs to cluster "${cluster.name}"; a pooler creates a Service with its own name`,
      );
    }
    if (cluster.operatorSignsClients === false && props.authQuery === undefined) {
      throw new InputError(
        this,
        `cluster "${cluster.name}" has client certificates of another authority, and the operator cannot sign one for PgBouncer: write certManager({ clientIssuer: 'operator' }), or give \`authQuery\``,
      );
    }
    this.name = props.name;
    this.namespace = cluster.namespace;
    this.access = props.access ?? 'rw';
    this.#cluster = cluster;
    this.#certificate = props.certificate;
    this.#checkImage(props.image);
    cluster.registerPooler(this);
    const spec = (): Overrides<PoolerSpec> =>
      located(this, () => ({
        cluster: { name: this.clusterName },
        type: this.access,
        instances: props.instances,
        pgbouncer: {
          poolMode: props.mode,
          parameters: compact({
            ...(cluster.tlsRequired && { client_tls_sslmode: 'require' }),
            ...props.parameters,
          }),
          pgHba: nonEmpty(props.pgHba),
          paused: props.paused,
          authQuery: props.authQuery?.query,
          authQuerySecret: props.authQuery && { name: props.authQuery.secret.name },
          clientTlsSecret: props.certificate && { name: props.certificate.tls.name },
          ...renderImage(props.image),
        },
        monitoring: props.certificate?.metrics ? { tls: { enabled: true } } : undefined,
        serviceAccountName: props.serviceAccountName,
        template: props.resources && {
          spec: { containers: [{ name: 'pgbouncer', resources: renderResources(props.resources) }] },
        },
      }));
    const render = () => specOf<PoolerSpec>(this, toJson_PoolerSpec, spec(), props.spec, props.adopted);
    render();
    new L1Pooler(this, 'Resource', {
      metadata: objectMetadata(this, { ...props, namespace: cluster.namespace }),
      // Late: it moves to the cluster that serves.
      spec: Lazy.any({ produce: render }) as PoolerSpec,
    });
  }

  /** Name of the Cluster that it leads to: the one that serves in place of the one that it was declared for. */
  get clusterName(): string {
    return this.#served.name;
  }

  get #served(): IPostgresCluster {
    return this.#cluster.serving ?? this.#cluster;
  }

  get podLabels(): Readonly<Record<string, string>> {
    return { [POOLER_LABEL]: this.name };
  }

  /**
   * A connection through this pool; like the cluster's, but for the host.
   * @throws InputError as the cluster's does, and for a role that comes by certificate: PgBouncer has only its own to show to the server.
   */
  connect(options: ConnectionOptions = {}): Connection {
    checkKeys(this, options, CONNECTION_KEYS);
    const connection = this.#served.connect(options);
    if (connection.clientCertificate !== undefined) {
      throw new InputError(
        this,
        `connect: role "${connection.username}" comes by certificate, which ends at PgBouncer; connect to the cluster, or give the role a password`,
      );
    }
    return { ...connection, host: this.#host, ...(this.#ca && { ca: this.#ca }) };
  }

  get metricsTls(): IMonitored['metricsTls'] {
    return this.#certificate?.metrics && this.#ca ? { ca: this.#ca, serverName: this.#host } : undefined;
  }

  get #host(): string {
    return serviceHost(this.name, this.namespace);
  }

  get #ca(): SecretKey | undefined {
    return this.#certificate && { secret: this.#certificate.ca, key: 'ca.crt' };
  }

  #checkImage(image: string | ComponentImage | undefined): void {
    if (image === undefined) return;
    if (typeof image === 'string') {
      if (!located(this, () => ImageReference.parse(image)).isLatest) return;
      throw new InputError(this, `image "${image}" floats; give it a tag with a version, or a digest`);
    }
    const { catalog, key } = image;
    checkNamespace(this, 'image catalog', catalog);
    if (catalog.components === undefined || catalog.components.includes(key)) return;
    const known = catalog.components.length === 0 ? 'none' : catalog.components.join(', ');
    throw new InputError(this, `image catalog "${catalog.name}" has no componentImages "${key}"; it has ${known}`);
  }

  /** Scraping of PgBouncer's metrics by the Prometheus operator. */
  addPodMonitor(id: string, options: PodMonitorOptions): PodMonitor {
    return new PodMonitor(this, id, { ...options, target: this });
  }
}

/** `image` or `imageCatalogRef`, never both. */
function renderImage(image: string | ComponentImage | undefined) {
  if (image === undefined || typeof image === 'string') return { image };
  const { kind, name } = image.catalog;
  return { imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind, name, key: image.key } };
}

import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cluster, type ClusterSpec, toJson_ClusterSpec } from '../../imports/postgresql.cnpg.io/cluster';
import { HIBERNATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import type { PostgresMajor } from '../../values/cnpg/image';
import { clusterNameProblem } from '../../values/kubernetes/names';
import { wholeNumber } from '../../values/text/invalid-value';
import { Backup, type BackupOptions } from '../backup/backup';
import { ScheduledBackup, type ScheduledBackupOptions } from '../backup/scheduled-backup';
import { checkKeys } from '../base/check-keys';
import { checkNamespace } from '../base/check-namespace';
import { checkName, InputError, located } from '../base/input-error';
import { madeOnce } from '../base/made-once';
import { objectMetadata } from '../base/object-metadata';
import { specOf } from '../base/spec';
import type { Pki } from '../certificates/pki';
import { type IMonitored, PodMonitor, type PodMonitorOptions } from '../monitoring/pod-monitor';
import type { ISecret, SecretKey } from '../secrets/secret';
import { checkBootstrap } from './bootstrap-keys';
import { operatorSignsClients, serverCaOf } from './certificates';
import { withAnnotations } from './cluster-annotations';
import { checkImage } from './cluster-image';
import { CLUSTER_KEYS } from './cluster-keys';
import { ClusterParts } from './cluster-parts';
import { addPki } from './cluster-pki';
import type { Archive, PostgresClusterProps } from './cluster-props';
import { type IPostgresCluster, PostgresClusterBase } from './cluster-reference';
import { declaredArchive, renderClusterSpec } from './cluster-spec';
import { isDropped } from './companions';
import type { Credentials } from './connection';
import { Database, type DatabaseOptions } from './database';
import { DatabaseRole, type DatabaseRoleOptions } from './database-role';
import type { ExternalCluster } from './external-cluster';
import { checkIdentifier } from './identifiers';
import { ImportedPostgresCluster, type PostgresClusterAttributes } from './imported-cluster';
import { Pooler, type PoolerOptions } from './pooler';
import { Publication, type PublicationOptions } from './publication';
import { type Rebuild, rebuiltProps } from './rebuild';
import { clientCertificateOf, credentialsOf, type RoleProps } from './role';
import { defaultServices, type ServiceProps } from './service';
import { annotateServing } from './serving-annotations';
import type { Tablespace } from './storage';
import { Subscription, type SubscriptionOptions } from './subscription';
import { isTlsRequired } from './tls';

/**
 * A PostgreSQL cluster run by CloudNativePG.
 *
 * Its name is its identity: another name is another database, and the old one stays behind or is lost. What depends on the number of
 * instances (disruption budget, synchronous replication, spread) follows it unless it is given.
 *
 * @see https://cloudnative-pg.io/documentation/1.28/
 */
export class PostgresCluster<V extends PostgresMajor = PostgresMajor> extends PostgresClusterBase {
  /** A cluster that is declared elsewhere. */
  static fromClusterName(scope: Construct, id: string, attributes: PostgresClusterAttributes): IPostgresCluster {
    return new ImportedPostgresCluster(scope, id, attributes);
  }

  readonly name: string;
  readonly namespace: string;
  readonly version: PostgresMajor;
  readonly database: string;
  readonly owner: string;
  readonly archived: boolean;
  readonly archivedInTree: boolean;
  readonly snapshotted: boolean;
  readonly tlsRequired: boolean;
  readonly operatorSignsClients: boolean;
  #props: PostgresClusterProps;
  readonly #parts: ClusterParts;
  readonly #pki?: Pki;
  readonly #resource: Cluster;
  readonly #made = madeOnce<ClusterSpec>();
  #serving?: PostgresCluster;
  #isResting = false;

  /** @throws InputError for a name, an image or a combination of props without meaning; lists that name one thing twice. */
  constructor(scope: Construct, id: string, props: PostgresClusterProps<V>) {
    super(scope, id);
    checkKeys<PostgresClusterProps>(this, props, CLUSTER_KEYS);
    checkBootstrap(this, props.bootstrap);
    checkName(this, 'name', props.name, clusterNameProblem);
    checkIdentifier(this, 'bootstrap.database', props.bootstrap.database);
    checkIdentifier(this, 'bootstrap.owner', props.bootstrap.owner);
    checkImage(this, props);
    located(this, () => wholeNumber('instances', props.instances, 1));
    const annotated = located(this, () => withAnnotations(props));
    const metadata = objectMetadata(this, annotated, { protection: props.protection ?? 'deny' });
    this.name = props.name;
    this.namespace = metadata.namespace;
    this.version = props.version;
    this.database = props.bootstrap.database;
    this.owner = props.bootstrap.owner;
    this.archived = located(this, () => declaredArchive(props)) !== undefined;
    this.archivedInTree = props.adopted?.backup?.barmanObjectStore != null;
    this.snapshotted = props.volumeSnapshots !== undefined;
    this.tlsRequired = isTlsRequired(props.tls);
    this.operatorSignsClients = operatorSignsClients(props.certificates);
    this.#props = props;
    checkNamespace(this, 'object store', this.archive?.store);
    if (typeof props.image === 'object') checkNamespace(this, 'image catalog', props.image);
    this.#parts = new ClusterParts(this);
    this.#pki = addPki(this, props, this.#parts);
    for (const tablespace of props.tablespaces ?? []) this.addTablespace(tablespace);
    for (const role of props.roles ?? []) this.addRole(role);
    for (const service of props.services ?? []) this.addService(service);
    for (const external of props.externalClusters ?? []) this.addExternalCluster(external);

    this.#spec();
    this.#resource = new Cluster(this, 'Resource', {
      metadata,
      spec: Lazy.any({ produce: () => this.#spec() }) as ClusterSpec,
    });
  }

  /** How it is declared, with what was added since: a cluster that is recovered from its backups is declared alike. */
  get declaration(): PostgresClusterProps {
    const { roles, tablespaces } = this.#parts;
    return { ...this.#props, roles: [...roles.values()], tablespaces: [...tablespaces.values()] };
  }

  /** Where WAL and base backups go; undefined when nothing is archived. */
  get archive(): Required<Archive> | undefined {
    return declaredArchive(this.#props);
  }

  override get applicationSecret(): ISecret {
    return this.#props.bootstrap.secret ?? super.applicationSecret;
  }

  override get ca(): SecretKey {
    const own = serverCaOf(this.name, this.#props.certificates);
    return own === undefined ? super.ca : { secret: own, key: 'ca.crt' };
  }

  get metricsTls(): IMonitored['metricsTls'] {
    return this.#props.metricsTls ? { ca: this.ca, serverName: this.serviceName('rw') } : undefined;
  }

  override credentialsOf(role: string): Credentials | undefined {
    const declared = this.#parts.roles.get(role);
    return (declared && credentialsOf(declared, this.name)) ?? super.credentialsOf(role);
  }

  /** Adds a tablespace. @throws InputError for a name that is taken or reserved. */
  addTablespace(tablespace: Tablespace): void {
    this.#parts.addTablespace(tablespace);
  }

  /** Adds a role that the operator keeps as declared. @throws InputError for a name that is taken or reserved. */
  addRole(role: RoleProps): void {
    this.#parts.addRole(role);
    if (role.authentication === 'certificate') this.#pki?.addRole(role.name, clientCertificateOf(role, this.name));
  }

  override hasRole(name: string): boolean {
    return this.#parts.roles.has(name) || super.hasRole(name);
  }

  /**
   * Adds a service; the server certificate covers its names. When another cluster serves in place of this one, it goes there.
   * @throws InputError for a name that is taken or the operator's own.
   */
  addService(service: ServiceProps): void {
    if (this.#serving) this.#serving.addService(service);
    else this.#parts.addService(service);
  }

  override registerPooler(pooler: IMonitored): void {
    this.#addPoolerService(pooler.name);
    super.registerPooler(pooler);
  }

  #addPoolerService(service: string): void {
    if (this.#serving) this.#serving.#addPoolerService(service);
    else this.#parts.addPoolerService(service);
  }

  /** The recovered cluster that serves in place of this one; itself where it serves. */
  get serving(): PostgresCluster {
    return this.#serving ?? this;
  }

  /**
   * Lets a cluster that was recovered from this one serve in its place: additional services and poolers lead there, also those to come.
   * @param between - what was recovered from this one before, and may have served
   */
  serveFrom(recovered: PostgresCluster, between: readonly PostgresCluster[] = []): void {
    this.#parts.handOver({
      addService: (service) => recovered.addService(service),
      addPoolerService: (service) => recovered.#addPoolerService(service),
    });
    this.#serving = recovered;
    const before = [this, ...between];
    const isReached = () => recovered.isConnected || recovered.#parts.hasOtherServices;
    const areLeftBehind = () => before.some(({ isConnected }) => isConnected);
    annotateServing(recovered.#resource.metadata, before, { isReached, areLeftBehind });
  }

  /** Lets it rest: its pods go, its volumes and its archive stay, and its schedules of backups are suspended. */
  hibernate(): void {
    this.#isResting = true;
    this.#props = { ...this.#props, hibernated: true };
    this.#resource.metadata.addAnnotation(HIBERNATION_ANNOTATION, 'on');
  }

  /** Whether it was let rest: a backup of it would fail. */
  get isResting(): boolean {
    return this.#isResting;
  }

  /** Brings it back out of what it has archived, after its Kubernetes cluster was lost. @throws InputError where that is not possible. */
  rebuild(rebuild: Omit<Rebuild, 'name' | 'on'>): void {
    this.#props = located(this, () => rebuiltProps(this.#props, rebuild));
  }

  /** Makes a server or archive known to the cluster; the same one again changes nothing. @throws InputError for another one of its name. */
  override addExternalCluster(external: ExternalCluster): void {
    this.#parts.addExternalCluster(external);
  }

  /** A schedule of base backups, by the method of this cluster's archive. */
  addScheduledBackup(id: string, options: ScheduledBackupOptions): ScheduledBackup {
    return new ScheduledBackup(this, id, { ...options, cluster: this });
  }

  /** One base backup. It is for `kubectl create`, not for git: under Argo CD a committed Backup runs again whenever it is recreated. */
  addBackup(id: string, options: BackupOptions): Backup {
    return new Backup(this, id, { ...options, cluster: this });
  }

  /** A further database, with its extensions, schemas and foreign servers. */
  addDatabase(id: string, options: DatabaseOptions): Database {
    return new Database(this, id, { ...options, cluster: this });
  }

  /** A role as an object of its own (CNPG 1.30), whose certificate the operator can make. */
  addDatabaseRole(id: string, options: DatabaseRoleOptions): DatabaseRole {
    return new DatabaseRole(this, id, { ...options, cluster: this });
  }

  /** A pool of connections in front of this cluster; the server certificate covers its names. */
  addPooler(id: string, options: PoolerOptions): Pooler {
    return new Pooler(isDropped(this) ? this.serving : this, id, { ...options, cluster: this });
  }

  /** A publication of logical replication. */
  addPublication(id: string, options: PublicationOptions): Publication {
    return new Publication(this, id, { ...options, cluster: this });
  }

  /** A subscription of logical replication; its source becomes an external cluster. */
  addSubscription(id: string, options: SubscriptionOptions): Subscription {
    return new Subscription(this, id, { ...options, cluster: this });
  }

  /** Scraping of the instances' metrics by the Prometheus operator. */
  addPodMonitor(id: string, options: PodMonitorOptions): PodMonitor {
    return new PodMonitor(this, id, { ...options, target: this });
  }

  #spec(): ClusterSpec {
    const roles = [...this.#parts.roles.values(), ...this.registeredRoles];
    const state = { name: this.name, props: this.#props, archive: this.archive, parts: this.#parts, roles };
    const { spec, adopted } = this.#props;
    return this.#made([this.#props, this.#parts.changes, roles.length], () =>
      located(this, () => specOf<ClusterSpec>(this, toJson_ClusterSpec, renderClusterSpec(state), spec, adopted)),
    );
  }

  protected override checkService(service: string): void {
    const known = [...defaultServices(this, this.#props.disabledServices), ...this.#parts.services.keys()];
    if (known.includes(service)) return;
    throw new InputError(
      this,
      `connect: the cluster has no service "${service}"; use one of ${known.join(', ')}, or declare it before with addService`,
    );
  }
}

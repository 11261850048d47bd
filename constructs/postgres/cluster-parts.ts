import type { IConstruct } from 'constructs';
import { serviceHosts } from '../../values/kubernetes/service-hosts';
import { checkKeys } from '../base/check-keys';
import { InputError, located } from '../base/input-error';
import type { ExternalCluster } from './external-cluster';
import { checkRoleName, checkTablespaceName } from './identifiers';
import { authenticationProblem, clientCertificateOf, ROLE_KEYS, type RoleProps } from './role';
import { checkServiceName, SERVICE_KEYS, type ServiceProps } from './service';
import { TABLESPACE_KEYS, type Tablespace } from './storage';

/** What a cluster collects until it is rendered. A second thing of one name is refused. */
export class ClusterParts {
  readonly tablespaces = new Map<string, Tablespace>();
  readonly roles = new Map<string, RoleProps>();
  readonly services = new Map<string, ServiceProps>();
  readonly externalClusters = new Map<string, ExternalCluster>();
  readonly #poolerServices = new Set<string>();
  #changes = 0;

  constructor(
    readonly cluster: IConstruct & {
      readonly name: string;
      readonly namespace: string;
      hasRole(name: string): boolean;
    },
  ) {}

  /** How often anything was added or given away. */
  get changes(): number {
    return this.#changes;
  }

  addTablespace(tablespace: Tablespace): void {
    checkKeys(this.cluster, tablespace, TABLESPACE_KEYS);
    checkTablespaceName(this.cluster, tablespace.name);
    this.#addOnce(this.tablespaces, tablespace, 'tablespace');
  }

  addRole(role: RoleProps): void {
    checkKeys(this.cluster, role, ROLE_KEYS);
    checkRoleName(this.cluster, role.name);
    const problem = authenticationProblem(role);
    if (problem !== undefined) throw new InputError(this.cluster, `role "${role.name}" ${problem}`);
    if (role.authentication === 'certificate') this.#checkCertificate(role);
    if (this.cluster.hasRole(role.name)) throw this.#taken('role', role.name);
    this.roles.set(role.name, role);
    this.#changes++;
  }

  addService(service: ServiceProps): void {
    checkKeys(this.cluster, service, SERVICE_KEYS);
    this.#checkService(service.name);
    this.services.set(service.name, service);
    this.#changes++;
  }

  addPoolerService(name: string): void {
    this.#checkService(name);
    this.#poolerServices.add(name);
    this.#changes++;
  }

  /** Gives the additional services and the names of poolers to the cluster that serves in place of this one. */
  handOver(serving: Pick<ClusterParts, 'addService' | 'addPoolerService'>): void {
    for (const service of this.services.values()) serving.addService(service);
    for (const name of this.#poolerServices) serving.addPoolerService(name);
    this.services.clear();
    this.#poolerServices.clear();
    this.#changes++;
  }

  /** Whether anything but the operator's own services leads to the cluster. */
  get hasOtherServices(): boolean {
    return this.services.size > 0 || this.#poolerServices.size > 0;
  }

  addExternalCluster(external: ExternalCluster): void {
    if (this.externalClusters.get(external.name)?.equals(external)) return;
    this.#addOnce(this.externalClusters, external, 'external cluster');
  }

  /** Names that the server certificate must carry beside those of CNPG's own services. */
  get hosts(): string[] {
    const { namespace } = this.cluster;
    const services = [...this.services.values()].flatMap(({ name, externalHosts = [] }) => [
      ...serviceHosts(name, namespace),
      ...externalHosts,
    ]);
    return [...services, ...[...this.#poolerServices].flatMap((name) => serviceHosts(name, namespace))];
  }

  /** Two roles whose names differ in - and _ alone would have one Secret. */
  #checkCertificate(role: RoleProps): void {
    const secretOf = (each: RoleProps) =>
      located(this.cluster, () => clientCertificateOf(each, this.cluster.name)).name;
    const others = [...this.roles.values()].filter(
      ({ name, authentication }) => name !== role.name && authentication === 'certificate',
    );
    const twin = others.find((other) => secretOf(other) === secretOf(role));
    if (twin === undefined) return;
    throw new InputError(
      this.cluster,
      `roles "${twin.name}" and "${role.name}" have one Secret, ${secretOf(role)}; give one of them another \`clientCertificate\``,
    );
  }

  #checkService(name: string): void {
    checkServiceName(this.cluster, this.cluster.name, name);
    if (this.services.has(name) || this.#poolerServices.has(name)) throw this.#taken('service', name);
  }

  #addOnce<T extends { readonly name: string }>(into: Map<string, T>, item: T, what: string): void {
    if (into.has(item.name)) throw this.#taken(what, item.name);
    into.set(item.name, item);
    this.#changes++;
  }

  #taken(what: string, name: string): InputError {
    return new InputError(this.cluster, `${what} "${name}" is declared twice; keep one of them`);
  }
}

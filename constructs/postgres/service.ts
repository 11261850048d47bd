import type { IConstruct } from 'constructs';
import type {
  ClusterSpec,
  ClusterSpecManagedServicesAdditionalServiceTemplateSpec,
} from '../../imports/postgresql.cnpg.io/cluster';
import { ACCESSES, type Access, isOperatorService } from '../../values/cnpg/derived-names';
import { dns1035LabelProblem } from '../../values/kubernetes/names';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkName } from '../base/input-error';
import { merge, type Overrides } from '../base/overrides';

type ServiceSpec = ClusterSpecManagedServicesAdditionalServiceTemplateSpec;

/** The texts of {@link Access}. */
export const ACCESS = oneOf<Access>({ rw: true, ro: true, r: true });

/**
 * A service beside the three that CNPG makes (`-rw`, `-ro`, `-r`).
 * @see https://cloudnative-pg.io/documentation/1.28/service_management/
 */
export interface ServiceProps {
  /** Name of the Service; `<cluster>-rw`, `-ro`, `-r` and `-any` are the operator's own. */
  readonly name: string;
  /** Where it leads: `rw` to the primary, `ro` to the replicas, `r` to any instance. */
  readonly access: Access;
  /** How it is published. @default 'ClusterIP' */
  readonly type?: 'ClusterIP' | 'LoadBalancer' | 'NodePort';
  /** Labels of the Service. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the Service, for example of a load balancer. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** How changes are applied: `replace` deletes and creates. @default 'patch' */
  readonly updateStrategy?: 'patch' | 'replace';
  /** Host names outside Kubernetes under which clients reach it; the server certificate covers them. @default - none */
  readonly externalHosts?: readonly string[];
  /** Whatever of the Service's spec the options above do not reach, laid over what they make; its selector is CNPG's. @default - none */
  readonly spec?: Omit<Overrides<ServiceSpec>, 'selector'>;
}

/** Keys of {@link ServiceProps}. */
export const SERVICE_KEYS: Keys<ServiceProps> = {
  name: true,
  access: ACCESS,
  type: oneOf({ ClusterIP: true, LoadBalancer: true, NodePort: true }),
  labels: true,
  annotations: true,
  updateStrategy: oneOf({ patch: true, replace: true }),
  externalHosts: true,
  spec: true,
};

/** An entry of `managed.services.additional`, complete with its defaults. */
export function renderService(service: ServiceProps) {
  return {
    selectorType: service.access,
    updateStrategy: service.updateStrategy ?? 'patch',
    serviceTemplate: {
      metadata: {
        name: service.name,
        labels: service.labels,
        annotations: service.annotations,
      },
      spec: merge<ServiceSpec>({ type: service.type ?? 'ClusterIP' }, service.spec) as Overrides<ServiceSpec>,
    },
  } satisfies NonNullable<
    NonNullable<NonNullable<Overrides<ClusterSpec>['managed']>['services']>['additional']
  >[number];
}

/** Names of the services that CNPG makes by itself. */
export function defaultServices(
  cluster: { serviceName(access: Access): string },
  disabled: readonly Access[] = [],
): string[] {
  return ACCESSES.filter((access) => !disabled.includes(access)).map((access) => cluster.serviceName(access));
}

/** Refuses a name that cannot be a Service's, or that the operator takes for one of its own. */
export function checkServiceName(at: IConstruct, clusterName: string, name: string): void {
  checkName(at, 'service', name, (given) =>
    isOperatorService(clusterName, given) ? "is the operator's own; give another name" : dns1035LabelProblem(given),
  );
}

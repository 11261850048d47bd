import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { wholeNumber } from '../../values/invalid-value';
import { dns1035LabelProblem } from '../../values/names';
import { checkName, InputError, located } from '../input-error';
import { type ObjectProps, objectMetadata } from '../object-metadata';
import { merge, nonEmpty, type Overrides } from '../overrides';
import { CA_MOUNT_PATH, type Connection, type ConnectionEnv } from '../postgres/connection';
import { connectionEnv, type EnvVar } from './connection-env';
import { type Probes, renderProbes } from './probes';
import { type Resources, renderResources } from './resources';

/** Props of {@link ApiDeployment}. */
export interface ApiDeploymentProps extends ObjectProps {
  /** Image with an exact tag or digest. */
  readonly image: string;
  /** Port on which the API listens, 1 to 65535. */
  readonly port: number;
  /** How many pods. With two or more a PodDisruptionBudget keeps all but one of them. */
  readonly replicas: number;
  readonly resources: Resources;
  /** How Kubernetes sees that a pod is alive and ready. */
  readonly probe: Probes;
  /** Database of the API: `cluster.connect()` or `pooler.connect()`. */
  readonly database: Connection;
  /** Which variable carries which part of the connection: `POSTGRES_ENV`, `LIBPQ_ENV`, `URL_ENV` or a table of your own. */
  readonly databaseEnv: ConnectionEnv;
  /** Port of the Service. @default 80 */
  readonly servicePort?: number;
  /** Further variables. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Whatever of the Deployment's spec the props above do not reach, laid over what they make. @default - none */
  readonly spec?: Overrides<k8s.DeploymentSpec>;
}

/** Name of the volume with the certificate of the authority. */
const CA_VOLUME = 'postgres-ca';
const SERVICE_PORT = 80;

/**
 * An API and its Service, wired to a database: endpoint by name, credentials by reference, the server checked against its authority.
 * A failover changes nothing in it. Its container (`api`) runs without root, capabilities or a service account's token. The Secrets of
 * the connection must be in its namespace: by default it therefore lives beside its database.
 * @see https://cloudnative-pg.io/documentation/1.28/applications/
 */
export class ApiDeployment extends Construct {
  readonly name: string;

  /** @throws InputError for a name that cannot be a Service's, an image without an exact tag, numbers out of range, a variable that is set twice. */
  constructor(scope: Construct, id: string, props: ApiDeploymentProps) {
    super(scope, id);
    checkName(this, 'name', props.name, dns1035LabelProblem);
    located(this, () => wholeNumber('port', props.port, 1, 65_535));
    located(this, () => wholeNumber('servicePort', props.servicePort ?? SERVICE_PORT, 1, 65_535));
    located(this, () => wholeNumber('replicas', props.replicas, 0));
    if (!/(:(?!latest$)[^:/@]+|@sha256:[0-9a-f]{64})$/.test(props.image)) {
      throw new InputError(this, `image "${props.image}" floats; give it an exact tag or a digest`);
    }
    this.name = props.name;
    // Selectors of a Deployment never change; these come from its name alone, so moving code keeps them.
    const selector = { 'app.kubernetes.io/name': props.name };
    const metadata = objectMetadata(this, { ...props, labels: { ...props.labels, ...selector } });
    const spec = located(this, () => deploymentSpec(props, selector, environment(this, props)));
    new k8s.KubeDeployment(this, 'Deployment', { metadata, spec: merge<k8s.DeploymentSpec>(spec, props.spec) });
    new k8s.KubeService(this, 'Service', {
      metadata,
      spec: {
        selector,
        ports: [
          {
            name: 'http',
            port: props.servicePort ?? SERVICE_PORT,
            protocol: 'TCP',
            targetPort: k8s.IntOrString.fromString('http'),
          },
        ],
      },
    });
    if (props.replicas > 1) {
      new k8s.KubePodDisruptionBudget(this, 'DisruptionBudget', {
        metadata,
        spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: selector } },
      });
    }
  }
}

function environment(at: Construct, props: ApiDeploymentProps): EnvVar[] {
  const wiring = connectionEnv(at, props.database, props.databaseEnv);
  const own = Object.entries(props.env ?? {}).map(([name, value]) => ({ name, value }));
  const all = [...wiring, ...own];
  const twice = all.find(({ name }, i) => all.findIndex((other) => other.name === name) !== i);
  if (twice !== undefined) throw new InputError(at, `variable ${twice.name} is set twice; keep one of them`);
  return all;
}

function deploymentSpec(
  props: ApiDeploymentProps,
  selector: Record<string, string>,
  env: EnvVar[],
): Overrides<k8s.DeploymentSpec> {
  return {
    replicas: props.replicas,
    selector: { matchLabels: selector },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: { value: 1 }, maxUnavailable: { value: 0 } } },
    template: {
      metadata: { labels: { ...props.labels, ...selector } },
      spec: {
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'api',
            image: props.image,
            ports: [{ name: 'http', containerPort: props.port, protocol: 'TCP' }],
            env: nonEmpty(env),
            resources: renderResources(props.resources),
            ...renderProbes(props.probe),
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            volumeMounts: [{ name: CA_VOLUME, mountPath: CA_MOUNT_PATH, readOnly: true }],
          },
        ],
        volumes: [
          {
            name: CA_VOLUME,
            // The Secret holds the authority's private key beside its certificate: the pod gets the certificate alone.
            secret: {
              secretName: props.database.ca.secret.name,
              items: [{ key: props.database.ca.key, path: 'ca.crt' }],
            },
          },
        ],
      },
    },
  };
}

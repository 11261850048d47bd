import type { ApiObjectMetadata } from 'cdk8s';
import * as k8s from 'cdk8s-plus-30/lib/imports/k8s';
import { Construct } from 'constructs';
import { dns1035LabelProblem } from '../../values/kubernetes/names';
import { wholeNumber } from '../../values/text/invalid-value';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { checkName, InputError, located } from '../base/input-error';
import { OBJECT_KEYS, type ObjectProps, objectMetadata } from '../base/object-metadata';
import { nonEmpty, type Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { type Connection, type ConnectionEnv, CREDENTIALS_KEYS } from '../postgres/connection';
import { SSL_MODE } from '../postgres/external-cluster';
import { SECRET_KEY_KEYS } from '../secrets/secret';
import { connectionEnv, type EnvVar } from './connection-env';
import { connectionVolumes } from './connection-volumes';
import { ENV_KEYS, ENV_SOURCE_KEYS, type EnvSource, type EnvValue, envFromSource, envVar } from './environment';
import { type Probes, renderProbes } from './probes';
import { RESOURCES_KEYS, renderResources, type WorkloadResources } from './resources';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from './restricted';
import { type WritablePaths, writableVolumes } from './writable-paths';

/** Props of {@link ApiDeployment}. */
export interface ApiDeploymentProps extends ObjectProps {
  /** Image with an exact tag or digest. */
  readonly image: string;
  /** Port on which the API listens, 1 to 65535. */
  readonly port: number;
  /** How many pods. With two or more a PodDisruptionBudget keeps all but one of them. */
  readonly replicas: number;
  /** Memory needs a limit: without one, what leaks takes the memory of everything else on the node. */
  readonly resources: WorkloadResources;
  /** How Kubernetes sees that a pod is alive and ready. */
  readonly probe: Probes;
  /** Database of the API: `cluster.connect()` or `pooler.connect()`. */
  readonly database: Connection;
  /** Which variable carries which part of the connection: `POSTGRES_ENV`, `LIBPQ_ENV`, `URL_ENV` or a table of your own. */
  readonly databaseEnv: ConnectionEnv;
  /**
   * What happens when a Secret of the connection gets another password:
   * - `reconnect`: nothing. The API reads the files that `usernameFile` and `passwordFile` name whenever it opens a connection
   * - `restart`: Reloader, which must be installed, replaces the pods: for an API that knows its password from a variable, which never
   *   changes in a running container. Every rotation is then a rollout, and connections are refused until it is through
   * @default 'reconnect'
   */
  readonly onRotation?: 'reconnect' | 'restart';
  /** Port of the Service. @default 80 */
  readonly servicePort?: number;
  /**
   * Folders that the container may write to, with the most that each may hold: whoever exceeds it is evicted. The rest is read only.
   * @default - `/tmp` with 64Mi
   */
  readonly writablePaths?: WritablePaths;
  /** Further variables: texts, or keys of Secrets and ConfigMaps in its namespace. @default - none */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** Secrets and ConfigMaps of which every key is a variable; what `env` and the connection name goes before. @default - none */
  readonly envFrom?: readonly EnvSource[];
  /** Whatever of the Deployment's spec the props above do not reach, laid over what they make. @default - none */
  readonly spec?: Overrides<k8s.DeploymentSpec>;
}

const SERVICE_PORT = 80;
/** Group of what is mounted, whatever user the image has: Secrets belong to root, and the standard wants none. The number is arbitrary. */
const FILE_GROUP = 65_532;
/** @see https://docs.stakater.com/reloader/1.4/reference/annotations.html */
const RELOAD_ANNOTATION = 'secret.reloader.stakater.com/reload';

/** Keys of {@link ApiDeploymentProps}. */
export const API_KEYS: Keys<ApiDeploymentProps> = {
  ...OBJECT_KEYS,
  image: true,
  port: true,
  replicas: true,
  resources: RESOURCES_KEYS,
  probe: { path: true, readinessPath: true, period: true, startTimeout: true },
  database: { host: true, port: true, database: true, sslMode: SSL_MODE, ca: SECRET_KEY_KEYS, ...CREDENTIALS_KEYS },
  databaseEnv: true,
  onRotation: oneOf({ reconnect: true, restart: true }),
  servicePort: true,
  writablePaths: true,
  env: ENV_KEYS,
  envFrom: ENV_SOURCE_KEYS,
  spec: true,
};

/**
 * An API and its Service, wired to a database: endpoint by name, credentials by reference, the server checked against its authority.
 * A failover changes nothing in it. It keeps the restricted Pod Security Standard and more: its container (`api`) runs without root,
 * capabilities or a writable root, and its service account, which is its own, gives it no token. The Secrets of the connection must be in
 * its namespace: by default it therefore lives beside its database.
 * @see https://cloudnative-pg.io/documentation/1.28/applications/
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export class ApiDeployment extends Construct {
  readonly name: string;
  readonly namespace: string;
  /** Labels by which its pods are found. */
  readonly podLabels: Readonly<Record<string, string>>;

  /** @throws InputError for a name that cannot be a Service's, an image without an exact tag, no limit of memory, numbers out of range, a variable that is set twice. */
  constructor(scope: Construct, id: string, props: ApiDeploymentProps) {
    super(scope, id);
    checkKeys(this, props, API_KEYS);
    checkName(this, 'name', props.name, dns1035LabelProblem);
    located(this, () => wholeNumber('port', props.port, 1, 65_535));
    located(this, () => wholeNumber('servicePort', props.servicePort ?? SERVICE_PORT, 1, 65_535));
    located(this, () => wholeNumber('replicas', props.replicas, 0));
    if (!/(:(?!latest$)[^:/@]+|@sha256:[0-9a-f]{64})$/.test(props.image)) {
      throw new InputError(this, `image "${props.image}" floats; give it an exact tag or a digest`);
    }
    if (props.resources.limits?.memory === undefined) {
      throw new InputError(this, 'resources.limits.memory is missing; give the most that a pod may use, such as 512Mi');
    }
    this.name = props.name;
    // Selectors of a Deployment never change; these come from its name alone, so moving code keeps them.
    const selector = { 'app.kubernetes.io/name': props.name };
    const metadata = objectMetadata(this, { ...props, labels: { ...props.labels, ...selector } });
    this.namespace = metadata.namespace;
    this.podLabels = selector;
    const spec = located(this, () => deploymentSpec(props, selector, environment(this, props)));
    new k8s.KubeServiceAccount(this, 'ServiceAccount', { metadata, automountServiceAccountToken: false });
    new k8s.KubeDeployment(this, 'Deployment', {
      metadata: props.onRotation === 'restart' ? reloaded(metadata, props.database) : metadata,
      spec: specOf(this, k8s.toJson_DeploymentSpec, spec, props.spec),
    });
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
  const own = Object.entries(props.env ?? {}).map(([name, value]) => envVar(name, value));
  const all = [...wiring, ...own];
  const twice = all.find(({ name }, i) => all.findIndex((other) => other.name === name) !== i);
  if (twice !== undefined) throw new InputError(at, `variable ${twice.name} is set twice; keep one of them`);
  return all;
}

function reloaded<M extends ApiObjectMetadata>(metadata: M, { username, password, clientCertificate }: Connection): M {
  const named = clientCertificate ? [clientCertificate.secret] : [username.secret, password.secret];
  const names = [...new Set(named.map(({ name }) => name))];
  return { ...metadata, annotations: { ...metadata.annotations, [RELOAD_ANNOTATION]: names.join(',') } };
}

function deploymentSpec(
  props: ApiDeploymentProps,
  selector: Record<string, string>,
  env: EnvVar[],
): Overrides<k8s.DeploymentSpec> {
  const mounted = connectionVolumes(props.database, props.databaseEnv);
  const writable = writableVolumes(props.writablePaths);
  return {
    replicas: props.replicas,
    selector: { matchLabels: selector },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: { value: 1 }, maxUnavailable: { value: 0 } } },
    template: {
      metadata: { labels: { ...props.labels, ...selector } },
      spec: {
        serviceAccountName: props.name,
        automountServiceAccountToken: false,
        securityContext: { ...RESTRICTED_POD, fsGroup: FILE_GROUP },
        containers: [
          {
            name: 'api',
            image: props.image,
            ports: [{ name: 'http', containerPort: props.port, protocol: 'TCP' }],
            env: nonEmpty(env),
            envFrom: nonEmpty(props.envFrom?.map(envFromSource)),
            resources: renderResources(props.resources),
            ...renderProbes(props.probe),
            securityContext: { ...RESTRICTED_CONTAINER, readOnlyRootFilesystem: true },
            volumeMounts: [
              ...mounted.map(({ volume, mountPath }) => ({ name: volume.name, mountPath, readOnly: true })),
              ...writable.map(({ volume, mountPath }) => ({ name: volume.name, mountPath })),
            ],
          },
        ],
        volumes: [...mounted, ...writable].map(({ volume }) => volume),
      },
    },
  };
}

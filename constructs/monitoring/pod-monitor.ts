import { Construct } from 'constructs';
import {
  PodMonitor as L1PodMonitor,
  type PodMonitorSpec,
  toJson_PodMonitorSpec,
} from '../../imports/monitoring.coreos.com/pod-monitor';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import type { Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { accompany, companionName } from '../postgres/companions';
import { type SecretKey, secretKeySelector } from '../secrets/secret';

/** What has pods with a port named `metrics`: clusters and poolers. */
export interface IMonitored {
  readonly name: string;
  readonly namespace: string;
  /** Labels by which its pods are found. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Name of the Cluster that it is, or belongs to. */
  readonly clusterName: string;
  /** How its metrics port is checked where it speaks TLS. @default - it does not */
  readonly metricsTls?: { readonly ca: SecretKey; readonly serverName: string };
}

/** Options of `addPodMonitor`. */
export interface PodMonitorOptions extends PlacedObjectProps {
  /** Whatever of the spec the options above do not reach, laid over what they make; lists without names are replaced. @default - none */
  readonly spec?: Overrides<PodMonitorSpec>;
}

/** Props of {@link PodMonitor}. */
export interface PodMonitorProps extends PodMonitorOptions {
  /** A cluster or a pooler. */
  readonly target: IMonitored;
}

const POD_MONITOR_KEYS: Keys<PodMonitorProps> = { ...PLACED_KEYS, target: true, spec: true };

/**
 * Scraping of metrics by the Prometheus operator, in place of the deprecated `enablePodMonitor`. It is in its target's namespace.
 * @see https://cloudnative-pg.io/documentation/1.28/monitoring/#creating-a-podmonitor
 */
export class PodMonitor extends Construct {
  readonly name: string;

  /** @throws InputError when it has the name of a cluster or pooler: CNPG 1.28.0 deletes such a PodMonitor (cloudnative-pg#9340). */
  constructor(scope: Construct, id: string, props: PodMonitorProps) {
    super(scope, id);
    checkKeys(this, props, POD_MONITOR_KEYS);
    const { target } = props;
    this.name = props.name;
    if (props.name === target.name || props.name === target.clusterName) {
      throw new InputError(
        this,
        `name "${props.name}" is that of the Cluster or Pooler: CNPG 1.28.0 deletes such a PodMonitor; call it "${target.name}-podmonitor"`,
      );
    }
    const spec: Overrides<PodMonitorSpec> = {
      selector: { matchLabels: target.podLabels },
      podMetricsEndpoints: [{ port: 'metrics', ...overTls(target) }],
    };
    new L1PodMonitor(this, 'Resource', {
      metadata: objectMetadata(this, { ...props, namespace: target.namespace }),
      spec: specOf(this, toJson_PodMonitorSpec, spec, props.spec),
    });
    accompany(this, target, (cluster) => {
      const own = companionName(props.name, target.name, cluster.name);
      new PodMonitor(cluster, `PodMonitor-${own}`, { ...props, target: cluster, name: own });
    });
  }
}

/** The monitor is in the namespace of its target, where the Secret with the authority is. */
function overTls({ metricsTls }: IMonitored) {
  if (metricsTls === undefined) return {};
  const { ca, serverName } = metricsTls;
  return {
    scheme: 'https' as const,
    tlsConfig: { ca: { secret: secretKeySelector(ca) }, serverName },
  };
}

import { Yaml } from 'cdk8s';
import * as k8s from 'cdk8s-plus-30/lib/imports/k8s';
import { Construct } from 'constructs';
import { RELOAD_LABEL } from '../../values/cnpg/cnpg-metadata';
import { each, type Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { located } from '../base/input-error';
import { OBJECT_KEYS, type ObjectProps, objectMetadata } from '../base/object-metadata';
import { SyncWave } from '../gitops/protection';
import { metricNames, QUERY_KEYS, type QuerySet, renderQueries } from './custom-query';

/** Props of {@link CustomQueries}. */
export interface CustomQueriesProps extends ObjectProps {
  /** The queries, by name. `ALERT_QUERIES` are those that {@link ClusterAlerts} needs. */
  readonly queries: QuerySet;
}

const CUSTOM_QUERIES_KEYS: Keys<CustomQueriesProps> = { ...OBJECT_KEYS, queries: each(QUERY_KEYS) };

/**
 * Custom queries for the metrics exporter, in a ConfigMap that CNPG reads again when it changes. A cluster takes them with
 * `customQueries: [queries.reference]`.
 * @see https://cloudnative-pg.io/documentation/1.28/monitoring/#user-defined-metrics
 */
export class CustomQueries extends Construct {
  readonly namespace: string;
  /** As `customQueries` of a cluster takes it. */
  readonly reference: { readonly configMap: string; readonly key: string };
  /** Names of the metrics. */
  readonly metrics: readonly string[];

  /** @throws InputError for what CNPG would leave out with a line in a log: see {@link metricNames}. */
  constructor(scope: Construct, id: string, props: CustomQueriesProps) {
    super(scope, id);
    checkKeys(this, props, CUSTOM_QUERIES_KEYS);
    this.metrics = located(this, () => metricNames(props.queries));
    const key = 'queries';
    // With the label CNPG notices changes; before the Cluster, since without it the metrics are missing.
    const labels = { ...props.labels, [RELOAD_LABEL]: '' };
    const metadata = objectMetadata(this, { ...props, labels }, { wave: SyncWave.PREREQUISITE });
    this.namespace = metadata.namespace;
    this.reference = { configMap: metadata.name, key };
    const data = { [key]: Yaml.stringify(renderQueries(props.queries)) };
    new k8s.KubeConfigMap(this, 'Resource', { metadata, data });
  }
}

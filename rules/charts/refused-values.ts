import { isOn } from '../../manifests/helm/template-values';
import type { ValuesCluster } from '../../manifests/helm/value-paths';
import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { JudgedTarget } from '../../values/cnpg/target';
import { admit } from '../admission/admit';
import type { Reported } from '../engine/rule';

/** What fails of the values of CNPG's chart when a release is installed or upgraded. */
export function refusedValues(found: ValuesCluster, target: JudgedTarget): Reported[] {
  return [...ofCluster(found, target), ...ofPoolers(found, target)];
}

/** Of others the templates write not all: `storage.class` is nothing to them. */
const AS_THEY_ARE = ['postgresql', 'primaryUpdateMethod', 'primaryUpdateStrategy', 'logLevel'];

function ofCluster({ cluster, pathOf }: ValuesCluster, target: JudgedTarget): Reported[] {
  // One by one: the first stage that refuses is the last.
  const forms = AS_THEY_ARE.flatMap((key) => {
    const value = record(cluster.spec)[key];
    return value === undefined ? [] : [{ ...cluster, spec: { [key]: value, instances: 1, storage: { size: '1Gi' } } }];
  });
  const refused = [
    ...forms.flatMap((form) => errorsIn(form, target)).filter(({ rule }) => /^schema-(?:type|enum)$/.test(rule)),
    ...errorsIn(cluster, target).filter(({ rule }) => rule.startsWith('cluster-')),
  ];
  return refused.flatMap(({ path, message, rule, fix }) => {
    const place = path === null ? undefined : pathOf(path);
    const who = rule.startsWith('cluster-') ? 'CNPG' : 'the API server';
    // Helm takes a value away where null is given.
    const isNull = path !== null && at(cluster, path) === null;
    return place === undefined || isNull
      ? []
      : [{ path: place, message: `${who} refuses this in the Cluster of the chart: ${message}`, fix }];
  });
}

function ofPoolers({ values, base }: ValuesCluster, target: JudgedTarget): Reported[] {
  return list(values.poolers).flatMap((each, i) => {
    const { poolMode, parameters } = record(each);
    const pgbouncer = { poolMode: poolMode ?? 'session', ...(parameters ? { parameters } : {}) };
    const pooler = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Pooler',
      metadata: { name: 'pooler' },
      spec: { cluster: { name: 'cluster' }, instances: 1, type: 'rw', pgbouncer },
    };
    return errorsIn(pooler, target).flatMap(({ path, message, fix }) =>
      path?.startsWith('spec.pgbouncer.') && at(pooler, path) !== null
        ? [
            {
              path: `${base}.poolers[${i}]${path.slice('spec.pgbouncer'.length)}`,
              message: `it is refused in the Pooler of the chart: ${message}`,
              fix,
            },
          ]
        : [],
    );
  });
}

/** What the templates require of a bucket or an account that no path names. */
export function missingValues({ values, base }: ValuesCluster): Reported[] {
  const { enabled, method, provider = 's3', destinationPath, endpointURL, s3, azure, google } = record(values.backups);
  if (!isOn(enabled) || (method !== undefined && method !== 'barmanObjectStore')) return [];
  const stores: Readonly<Record<string, unknown>> = { s3, azure, google };
  const store = Object.keys(stores).find((each) => each === provider);
  if (store === undefined) return [];
  const required = [
    ...(text(destinationPath) ? [] : [[store === 'azure' ? 'storageAccount' : 'bucket', 'destinationPath']]),
    ...(store !== 's3' || text(endpointURL) ? [] : [['region', 'endpointURL']]),
  ];
  const given = record(stores[store]);
  return required.flatMap(([field = '', other]) =>
    (given[field] ?? '') !== ''
      ? []
      : [
          {
            path: `${base}.backups.${store}.${field}`,
            message: `the chart cannot be rendered: backups are enabled, and there is neither backups.${store}.${field} nor backups.${other}`,
            fix: `set backups.${store}.${field}, or backups.${other}`,
          },
        ],
  );
}

function errorsIn(manifest: Manifest, target: JudgedTarget) {
  return admit(manifest, { target }).filter(({ severity }) => severity === 'error');
}

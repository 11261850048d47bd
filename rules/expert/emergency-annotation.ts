import { Kind } from '../../manifests/object/kinds';
import { record } from '../../manifests/object/manifest';
import {
  FENCING_ANNOTATION,
  RECONCILIATION_ANNOTATION,
  SKIP_WAL_ANNOTATION,
  VALIDATION_ANNOTATION,
} from '../../values/cnpg/cnpg-metadata';
import type { Rule } from '../engine/rule';

const ANNOTATIONS: Readonly<Record<string, { isOn: (value: unknown) => boolean; effect: string }>> = {
  [RECONCILIATION_ANNOTATION]: {
    isOn: (value) => value === 'disabled',
    effect: 'the operator does not reconcile this Cluster: no failover, no new replica, no change of its spec',
  },
  [FENCING_ANNOTATION]: {
    isOn: (value) => typeof value === 'string' && value !== '' && value !== '[]',
    effect: 'PostgreSQL is not running on these instances, and there is no failover',
  },
  'cnpg.io/skipEmptyWalArchiveCheck': {
    isOn: (value) => value === 'enabled',
    effect: 'it archives into a folder that may hold the WAL of another Cluster, so that neither can be restored',
  },
  [SKIP_WAL_ANNOTATION]: {
    isOn: (value) => value === 'enabled',
    effect: 'no WAL is archived: no point-in-time recovery, and no base backup can be restored',
  },
  [VALIDATION_ANNOTATION]: {
    isOn: (value) => value === 'disabled',
    effect: 'the webhook checks nothing: changes that destroy data are accepted',
  },
};

export const emergencyAnnotation: Rule = {
  id: 'emergency-annotation',
  severity: 'warning',
  replaces: ['validation-disabled'],
  kinds: [Kind.CLUSTER],
  why: `These annotations of CNPG turn off what protects a Cluster. They are meant to be set by hand, for an hour. In git they stay: Argo CD
or Flux restores them whenever somebody removes them, and the Cluster is unprotected in the next incident.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/labels_annotations/#predefined-annotations',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop, annotations: {cnpg.io/reconciliationLoop: disabled}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
`,
  check(manifest, { report }) {
    const given = record(manifest.metadata.annotations);
    for (const [name, { isOn, effect }] of Object.entries(ANNOTATIONS)) {
      if (!isOn(given[name])) continue;
      report({
        path: `metadata.annotations.${name}`,
        message: `${name}: ${effect}`,
        fix: 'delete it from git, and set it by hand only while it is needed',
      });
    }
  },
};

import { chartSchedules } from '../../manifests/helm/chart-schedules';
import type { ValuesCluster } from '../../manifests/helm/value-paths';
import { VALUES_KINDS, valuesClusters } from '../../manifests/helm/values-clusters';
import { groupKindOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

/**
 * Rules of a Cluster that hold for the one that CNPG's chart `cluster` makes, too, because they read nothing but values that the chart writes
 * into it as they are. What the chart itself decides is not the fault of who uses it: superuser access, the topology key, the floating image.
 */
const CERTAIN = new Set([
  ...['autovacuum-off', 'autovacuum-workers', 'backup-missing', 'base-backup-missing', 'emergency-annotation'],
  ...['image-pre-release', 'image-version', 'library-not-carried', 'memory-limit', 'memory-shared-buffers'],
  ...['memory-work-mem', 'parameter-bare-number', 'parameter-combination', 'parameter-control-character'],
  ...['parameter-durability', 'parameter-operator-owned', 'parameter-replication-capacity'],
  ...['parameter-unknown', 'parameter-value', 'pdb-single-instance', 'pg-hba-line', 'pg-hba-password'],
  ...['pg-hba-trust', 'postgres-end-of-life', 'postgres-unsupported', 'role-attribute', 'role-name-length'],
  ...['storage-size-zero', 'synchronous-quorum', 'synchronous-standby-names', 'tls-minimum-version'],
  ...['wal-size-above-volume', 'wal-size-volume'],
]);

/** What a rule misses among the objects, and the chart makes, or may make. */
const MADE: ReadonlyMap<string, (found: ValuesCluster) => boolean> = new Map([
  ['base-backup-missing', ({ values }) => chartSchedules(values.backups)?.length !== 0],
]);

/** What to do is another thing where a chart makes the objects. */
const FIXES: ReadonlyMap<string, string> = new Map([
  [
    'backup-missing',
    'set backups.enabled: true with a provider and its bucket; or, if nobody needs the data back, say why in cluster.annotations, as cnpg-gitops/disposable',
  ],
  [
    'base-backup-missing',
    'name a schedule in backups.scheduledBackups, or for the plugin add a ScheduledBackup of your own with method: plugin and pluginConfiguration; or, if nobody needs the data back, say why in cluster.annotations, as cnpg-gitops/disposable',
  ],
]);

/** The rule, which also judges the values of CNPG's chart if its findings are certain there. The paths name the values. */
export function alsoOfValues(rule: Rule): Rule {
  if (!CERTAIN.has(rule.id)) return rule;
  return {
    ...rule,
    kinds: [...rule.kinds, ...VALUES_KINDS],
    check(manifest, context) {
      if (!VALUES_KINDS.includes(groupKindOf(manifest))) {
        rule.check(manifest, context);
        return;
      }
      const { index, target, now } = context;
      for (const found of valuesClusters(manifest, index)) {
        if (MADE.get(rule.id)?.(found)) continue;
        const { cluster, pathOf } = found;
        rule.check(cluster, {
          ...{ index, target, now },
          report: (finding) => {
            const path = finding.path === null ? undefined : pathOf(finding.path);
            if (path === undefined) return;
            context.report({ ...finding, path, fix: FIXES.get(rule.id) ?? finding.fix });
          },
        });
      }
    },
  };
}

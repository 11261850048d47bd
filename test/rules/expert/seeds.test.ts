import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validate } from '../../../rules/engine/validate';

// The two manifests of decision record ADR-004 as written there, and what an expert says about each of their lines.
const yaml = readFileSync(join(__dirname, '../../fixtures/seeds/adr-004.yaml'), 'utf8');
const target = { operator: '1.28.0', plugin: '0.11.0', kubernetes: '1.34' };
const found = validate(yaml, target, new Date('2026-07-15T00:00:00Z'));
const P = 'spec.postgresql.parameters';

describe('ADR-004', () => {
  it.each<[item: string, rule: string, path: string, fix: RegExp]>([
    ['schedule "0 2 * * *" is hourly', 'scheduled-backup-six-fields', 'spec.schedule', /"0 0 2 \* \* \*"/],
    ['no namespace', 'namespace-missing', 'metadata.namespace', /metadata\.namespace/],
    ['its Cluster is elsewhere', 'cluster-missing', 'spec.cluster.name', /namespace: phoenix-guardian/],
    ['no method', 'scheduled-backup-method', 'spec.method', /method: plugin/],
    ['immediate: false', 'scheduled-backup-immediate', 'spec.immediate', /immediate: true/],
    ['backupOwnerReference: self', 'backup-owner-self', 'spec.backupOwnerReference', /cluster/],
    ['in-tree barmanObjectStore', 'barman-in-tree', 'spec.backup.barmanObjectStore', /ObjectStore/],
    ['retentionPolicy goes along', 'barman-in-tree', 'spec.backup.barmanObjectStore', /with the retentionPolicy/],
    [
      'static aws-creds',
      'archive-static-credentials',
      'spec.backup.barmanObjectStore.s3Credentials',
      /inheritFromIAMRole/,
    ],
    ['no encryption', 'archive-encryption', 'spec.backup.barmanObjectStore.wal', /aws:kms or AES256/],
    ['no imageName', 'image-floating', 'spec.imageName', /status\.image/],
    ['wal_level: replica', 'wal-level', `${P}.wal_level`, /delete wal_level/],
    ['shared_buffers 2GB of 4Gi', 'memory-shared-buffers', `${P}.shared_buffers`, /1024MB/],
    ['effective_cache_size 6GB of 4Gi', 'memory-effective-cache-size', `${P}.effective_cache_size`, /3072MB/],
    ['work_mem 64MB × 200', 'memory-work-mem', `${P}.work_mem`, /at most 23MB/],
    ['wal_buffers 64MB', 'wal-buffers', `${P}.wal_buffers`, /delete wal_buffers/],
    ['checkpoint_completion_target 0.9', 'parameter-default', `${P}.checkpoint_completion_target`, /delete/],
    ['max_wal_senders 10', 'parameter-default', `${P}.max_wal_senders`, /delete/],
    ['effective_io_concurrency 200', 'io-concurrency', `${P}.effective_io_concurrency`, /measure/],
    ['no max_wal_size', 'wal-size-default', P, /4GB to 16GB/],
    ['WAL on the data volume', 'wal-storage', 'spec.storage', /walStorage/],
    ['requests below limits', 'memory-quality-of-service', 'spec.resources', /equal to limits/],
    ['enablePodMonitor', 'cluster-pod-monitor-deprecated', 'spec.monitoring.enablePodMonitor', /PodMonitor/],
    ['no synchronous replication', 'synchronous-missing', 'spec.postgresql.synchronous', /dataDurability: required/],
    ['anti-affinity only preferred', 'anti-affinity', 'spec.affinity.podAntiAffinityType', /required/],
    ['no spread over zones', 'zone-spread', 'spec.topologySpreadConstraints', /topology\.kubernetes\.io\/zone/],
    ['a failover that may not come', 'operator-known-bug', 'spec.instances', /1\.28\.3/],
    [
      'three minutes of smart shutdown',
      'smart-shutdown-timeout',
      'spec.smartShutdownTimeout',
      /smartShutdownTimeout: 5/,
    ],
    ['the primary restarts in place', 'primary-update-method', 'spec.primaryUpdateMethod', /switchover/],
    ['TLS is not enforced', 'tls-not-required', 'spec.postgresql.pg_hba', /hostnossl all all all reject/],
    ['200 connections and no pooler', 'connections-unpooled', `${P}.max_connections`, /Pooler/],
    ['a version without fixes', 'operator-end-of-life', 'apiVersion', /upgrade/],
  ])('%s: %s', (_, rule, path, fix) => {
    const answers = found.filter((violation) => violation.rule === rule && violation.path === path);
    expect(answers.map((answer) => answer.fix)).toContainEqual(expect.stringMatching(fix));
  });

  it('has errors in its schedule and none in its Cluster, which the webhook admits', () => {
    const errors = found.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ rule, kind }) => `${kind} ${rule}`)).toEqual([
      'ScheduledBackup cluster-missing',
      'ScheduledBackup scheduled-backup-six-fields',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { print } from '../../../../manifests/files/print';
import { read } from '../../../../manifests/files/read';
import { judge } from '../../../../rules/engine/judge';
import type { Extent, Rule } from '../../../../rules/engine/rule';
import { DEFAULT_TARGET, type JudgedTarget } from '../../../../values/cnpg/target';

interface Given {
  readonly now?: string;
  readonly target?: Partial<JudgedTarget>;
}

/** The target where a chart that is in no table installs the operator. */
export function unknownOperator(age: 'older' | 'between' | 'newer', evidence: string): Partial<JudgedTarget> {
  return { operator: age === 'newer' ? '1.30.0' : '1.28.0', unknown: { operator: { age, evidence } } };
}

/** What one rule says of some objects: `path: message`, the fix apart. */
export function verdicts(rule: Rule, objects: readonly unknown[], { now = '2026-07-15', target }: Given = {}) {
  const options = { target: { ...DEFAULT_TARGET, ...target }, now: new Date(now), only: { rules: [rule] } };
  return judge(read(print(objects), 'test.yaml'), options).map(({ path, message, fix }) => ({ path, message, fix }));
}

/** How severe is what one rule says of some objects, where all of the repository was seen, or less. */
export function severities(rule: Rule, objects: readonly unknown[], seen: Extent = 'all') {
  const options = { target: DEFAULT_TARGET, now: new Date('2026-07-15'), only: { rules: [rule] }, seen };
  return judge(read(print(objects), 'test.yaml'), options).map(({ severity }) => severity);
}

/** One row of a table: what is given, and a part of each message that is expected, in order. */
export type Row = readonly [what: string, objects: readonly unknown[], messages: readonly string[], given?: Given];

/** A rule and the rows that it is tried with. */
export function table(rule: Rule, rows: readonly Row[]): void {
  describe(rule.id, () => {
    it.each(rows.map((row) => [row[0], row] as const))('%s', (_, [, objects, messages, given]) => {
      const found = verdicts(rule, objects, given).map(({ message }) => message);
      expect(found).toEqual(messages.map((message) => expect.stringContaining(message)));
    });
  });
}

export function scheduledBackup(spec: Record<string, unknown>) {
  return cnpg('ScheduledBackup', 'daily', { schedule: '0 0 2 * * *', cluster: { name: 'shop-db' }, ...spec });
}

export function cluster(spec: Record<string, unknown>, name = 'shop-db') {
  return cnpg('Cluster', name, spec);
}

/** A Cluster with parameters, on PostgreSQL 17. */
export function parameters(given: Record<string, unknown>, spec: Record<string, unknown> = {}) {
  return cluster({ imageName: 'postgresql:17.7', ...spec, postgresql: { parameters: given } });
}

/** A Cluster that archives through the plugin. */
export function archived(spec: Record<string, unknown> = {}, name = 'shop-db', archive: Record<string, string> = {}) {
  const plugin = { name: BARMAN, isWALArchiver: true, parameters: { barmanObjectName: 'backups', ...archive } };
  return cluster({ plugins: [plugin], ...spec }, name);
}

export function cnpg(kind: string, name: string, spec: Record<string, unknown>) {
  return { apiVersion: 'postgresql.cnpg.io/v1', kind, metadata: { name, namespace: 'shop' }, spec };
}

/** An object of CNPG that belongs to Cluster shop-db. */
export function dependent(kind: string, name: string, spec: Record<string, unknown>) {
  return cnpg(kind, name, { cluster: { name: 'shop-db' }, ...spec });
}

export function objectStore(name: string, namespace: string, spec: Record<string, unknown> = {}) {
  return { apiVersion: 'barmancloud.cnpg.io/v1', kind: 'ObjectStore', metadata: { name, namespace }, spec };
}

/** A Deployment with one container. */
export function deployment(container: Record<string, unknown>, namespace = 'shop', pod: Record<string, unknown> = {}) {
  const spec = { template: { spec: { containers: [{ name: 'api', ...container }], ...pod } } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace }, spec };
}

export function application(name: string, spec: Record<string, unknown>, metadata: Record<string, unknown> = {}) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', ...metadata },
    spec,
  };
}

/** The same object with other metadata. */
export function withMetadata<Manifest extends { metadata: object }>(manifest: Manifest, metadata: object): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, ...metadata } };
}

export const BARMAN = 'barman-cloud.cloudnative-pg.io';

import { judge } from '../../../manifests/judge';
import { print } from '../../../manifests/print';
import { read } from '../../../manifests/read';
import type { Rule } from '../../../manifests/rule';
import { DEFAULT_TARGET, type Target } from '../../../values/target';

interface Given {
  readonly now?: string;
  readonly target?: Partial<Target>;
}

/** What one rule says of some objects: `path: message`, the fix apart. */
export function verdicts(rule: Rule, objects: readonly unknown[], { now = '2026-07-15', target }: Given = {}) {
  const options = { target: { ...DEFAULT_TARGET, ...target }, now: new Date(now), rules: [rule] };
  return judge(read(print(objects), 'test.yaml'), options).map(({ path, message, fix }) => ({ path, message, fix }));
}

export function scheduledBackup(spec: Record<string, unknown>) {
  return cnpg('ScheduledBackup', 'daily', { schedule: '0 0 2 * * *', cluster: { name: 'shop-db' }, ...spec });
}

export function cluster(spec: Record<string, unknown>, name = 'shop-db') {
  return cnpg('Cluster', name, spec);
}

export function cnpg(kind: string, name: string, spec: Record<string, unknown>) {
  return { apiVersion: 'postgresql.cnpg.io/v1', kind, metadata: { name, namespace: 'shop' }, spec };
}

export function objectStore(name: string, namespace: string) {
  return { apiVersion: 'barmancloud.cnpg.io/v1', kind: 'ObjectStore', metadata: { name, namespace }, spec: {} };
}

export const BARMAN = 'barman-cloud.cloudnative-pg.io';

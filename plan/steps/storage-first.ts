import { Quantity } from '../../values/kubernetes/quantity';
import { attempt } from '../../values/text/invalid-value';
import type { FieldChange } from '../engine/change';
import type { ProcedureFinder } from '../engine/procedure';

const SIZE = /^spec\.(?:storage|walStorage|tablespaces\[[^\]]*\]\.storage)\.size$/;

/** Volumes that grow together with a change that recreates the pods. @see https://github.com/cloudnative-pg/cloudnative-pg/issues/9786 */
export const storageFirst: ProcedureFinder = ({ object, before, change }) => {
  if (before === undefined) return undefined;
  const growing = change.fields.filter(grows);
  const rolling = change.fields.filter(({ impact }) => ['rolling-update', 'restart', 'outage'].includes(impact));
  if (growing.length === 0 || rolling.length === 0) return undefined;
  const paths = (fields: readonly FieldChange[]) => [...new Set(fields.map(({ path }) => sectionOf(path)))].join(', ');
  return {
    object,
    reason:
      'CNPG deletes a pod for the rolling update while its volume waits for a pod to finish growing: neither continues, for hours (#9786, #7997; operators since April 2026 have the fix #10427)',
    steps: [
      {
        commit: `only the storage: ${growing.map(({ path, after }) => `${path} ${after}`).join(', ')}`,
        wait: 'every PersistentVolumeClaim has the new capacity and no condition Resizing or FileSystemResizePending, and the cluster is healthy',
      },
      {
        commit: `the rest: ${paths(rolling)}`,
        wait: 'all instances are recreated and the cluster is healthy',
      },
    ],
  };
};

function grows({ path, before, after, impact }: FieldChange): boolean {
  if (!SIZE.test(path) || impact === 'rejected' || impact === 'ignored') return false;
  const [from, to] = [before, after].map((size) => attempt(() => Quantity.parse(String(size))));
  return from !== undefined && to !== undefined && to.compareTo(from) > 0;
}

/** `spec.resources` for its limits and requests, `spec.postgresql.parameters` for each of them. */
function sectionOf(path: string): string {
  return path.startsWith('spec.postgresql.')
    ? path.split('.').slice(0, 3).join('.')
    : path.split(/[.[]/).slice(0, 2).join('.');
}

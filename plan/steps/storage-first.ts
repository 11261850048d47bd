import type { FieldChange } from '../engine/change';
import type { ProcedureFinder } from '../engine/procedure';
import { growsTo } from './sizes';

/** Volumes that grow together with a change that recreates the pods. @see https://github.com/cloudnative-pg/cloudnative-pg/issues/9786 */
export const storageFirst: ProcedureFinder = ({ object, before, change }) => {
  if (before === undefined) return undefined;
  const growing = change.fields.filter((field) => !isInert(field) && growsTo(field) !== undefined);
  const rolling = change.fields.filter(rolls);
  if (growing.length === 0 || rolling.length === 0) return undefined;
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
        commit: `the rest: ${sectionsOf(rolling)}`,
        wait: 'all instances are recreated and the cluster is healthy',
      },
    ],
  };
};

function isInert({ impact }: FieldChange): boolean {
  return impact === 'rejected' || impact === 'ignored';
}

/** What cuts clients off without recreating a pod. */
const CUTS_OFF = /^spec\.(?:instances|enableSuperuserAccess|managed)(?:\.|$)/;

/** Whether a change recreates the pods. */
export function rolls({ impact, path }: FieldChange): boolean {
  return ['rolling-update', 'restart'].includes(impact) || (impact === 'outage' && !CUTS_OFF.test(path));
}

/** `spec.resources` for its limits and requests, `spec.postgresql.parameters` for each of them. */
export function sectionsOf(fields: readonly FieldChange[]): string {
  return [...new Set(fields.map(({ path }) => sectionOf(path)))].join(', ');
}

function sectionOf(path: string): string {
  return path.startsWith('spec.postgresql.')
    ? path.split('.').slice(0, 3).join('.')
    : path.split(/[.[]/).slice(0, 2).join('.');
}

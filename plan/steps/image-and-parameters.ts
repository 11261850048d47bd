import { at } from '../../manifests/object/manifest';
import type { ProcedureFinder } from '../engine/procedure';

/** CNPG's webhook refuses both in one update if a switchover is necessary. */
export const imageAndParameters: ProcedureFinder = ({ object, change, before, after }) => {
  if (before === undefined || at(after, 'spec.primaryUpdateMethod') !== 'switchover') return undefined;
  const changes = (path: string) => change.fields.some((field) => field.path.startsWith(path));
  if (!changes('spec.imageName') || !changes('spec.postgresql.parameters')) return undefined;
  return {
    object,
    reason: 'with primaryUpdateMethod: switchover the webhook refuses image and parameters in one update',
    steps: [
      { commit: 'only the parameters', wait: 'the cluster is healthy and all instances have the new values' },
      { commit: 'only the image', wait: 'the cluster is healthy and all instances run the new image' },
    ],
  };
};

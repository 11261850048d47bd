import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';

/** A condition of a status. */
export interface Condition {
  readonly isTrue: boolean;
  /** `False since 2026-11-21T13:00:00Z (LastBackupFailed: no credentials)`. */
  readonly told: string;
}

export function conditionOf(object: Manifest | undefined, type: string): Condition | undefined {
  const found = list(at(object, 'status.conditions'))
    .map(record)
    .find((each) => each.type === type);
  if (found === undefined) return undefined;
  const why = [found.reason, found.message].flatMap((each) => text(each) || []).join(': ');
  const since = text(found.lastTransitionTime);
  return {
    isTrue: found.status === 'True',
    told: `${text(found.status) ?? 'Unknown'}${since === undefined ? '' : ` since ${since}`}${why === '' ? '' : ` (${why})`}`,
  };
}

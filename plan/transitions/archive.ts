import { Kind } from '../../manifests/object/kinds';
import { record } from '../../manifests/object/manifest';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { SKIP_WAL_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import type { Verdict } from '../engine/change';
import type { FieldDifference } from '../engine/difference';
import { isAt, isBelow } from '../engine/path';
import { archiveLoss, archivesStill, scheduleLoss } from '../engine/recoverability';
import { rowOf } from '../engine/table';
import type { Transition, TransitionContext } from '../engine/transition';
import { CLUSTER_ANNOTATIONS } from '../tables/cluster-operations';

/** Plugins and CNPG's own archiving that are added, removed, enabled or disabled; base backups with a method that is removed. */
export const archive: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.plugins', 'spec.backup', 'metadata.annotations'],
  judge(difference, context) {
    const verdict = verdictOf(difference, context);
    const loss = lossOf(difference, context);
    if (loss === undefined) return verdict;
    return { impact: 'data-loss', reason: [loss, verdict?.reason].filter((part) => part !== undefined).join('; ') };
  },
};

/** A difference below one of these may remove an archiver or a method. */
const CAUSES = [
  'spec.backup.barmanObjectStore',
  'spec.backup.volumeSnapshot',
  'spec.plugins.[].enabled',
  'spec.plugins.[].isWALArchiver',
  'spec.plugins.[].parameters.barmanObjectName',
];
const WHOLE = ['spec.backup', 'spec.plugins', 'spec.plugins.[]', 'spec.plugins.[].parameters'];

function lossOf({ path, before }: FieldDifference, context: TransitionContext): string | undefined {
  const isCause = CAUSES.some((cause) => isAt(path, cause)) || WHOLE.some((whole) => isAt(path, whole));
  const isGone = isCause && (before !== undefined || isBelow(path, 'spec.plugins.[].enabled'));
  if (!isGone && !(isBelow(path, 'metadata.annotations') && path[2] === SKIP_WAL_ANNOTATION)) return undefined;
  const { namespace, name } = context;
  return archiveLoss(namespace, name, context) ?? (isGone ? scheduleLoss(namespace, name, context) : undefined);
}

function verdictOf(difference: FieldDifference, context: TransitionContext): Verdict | undefined {
  const { path, before, after } = difference;
  const { namespace, name } = context;
  const end = archiveLoss(namespace, name, context) ? '' : `. ${archivesStill(namespace, name, context) ?? END}`;
  if (isAt(path, 'spec.plugins') || isAt(path, 'spec.plugins.[]')) return plugin(difference, end);
  if (isAt(path, 'spec.backup') || isAt(path, 'spec.backup.barmanObjectStore')) return inTree(difference, end);
  if (isAt(path, 'spec.plugins.[].isWALArchiver')) {
    const reason = after === true ? STARTS : `the plugin no longer archives WAL${end}`;
    return { impact: 'none', reason };
  }
  if (isAt(path, 'spec.plugins.[].enabled') && before === false) {
    const reason =
      'the plugin is enabled and its sidecar is added. If it archives, take a base backup: without one nothing can be restored';
    return { impact: 'rolling-update', reason };
  }
  if (isAt(path, 'spec.plugins.[].enabled') && after === false && before !== after) {
    return {
      impact: 'rolling-update',
      reason: `the plugin is disabled and its sidecar is removed, so all pods are recreated${end}`,
    };
  }
  return path[2] === SKIP_WAL_ANNOTATION ? rowOf(CLUSTER_ANNOTATIONS, path as string[]) : undefined;
}

const STARTS = 'WAL is archived by the plugin from now on; take a base backup: without one nothing can be restored';
const END = 'If it archived, nothing written from now on can be restored unless something else archives';

function plugin({ before, after }: FieldDifference, end: string): Verdict {
  const entries = (value: unknown) => (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(record);
  if (before === undefined) {
    const archives = entries(after).some(isArchiver);
    const barman = entries(after).some(({ name, enabled }) => name === BARMAN_CLOUD_PLUGIN && enabled !== false);
    const more = archives ? `. ${STARTS}` : barman ? '. It archives no WAL, so there is no point-in-time recovery' : '';
    return {
      impact: 'rolling-update',
      reason: `a plugin adds its sidecar to every pod, so all pods are recreated${more}`,
    };
  }
  const archived = entries(before).some(isArchiver);
  const more = archived ? end : '';
  return {
    impact: 'rolling-update',
    reason: `a plugin removes its sidecar from every pod, so all pods are recreated${more}`,
  };
}

function isArchiver({ enabled, isWALArchiver }: Readonly<Record<string, unknown>>): boolean {
  return enabled !== false && isWALArchiver === true;
}

function inTree({ before }: FieldDifference, end: string): Verdict {
  if (before === undefined) {
    return {
      impact: 'none',
      reason: 'WAL is archived from now on; take a base backup: without one nothing can be restored',
    };
  }
  // A loss says by itself that the content remains.
  const rest = end === '' ? '' : `; the content of the archive remains${end}`;
  return { impact: 'none', reason: `CNPG itself no longer archives${rest}` };
}

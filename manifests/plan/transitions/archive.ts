import { BARMAN_PLUGIN } from '../../barman-plugin';
import { Kind } from '../../kinds';
import { record } from '../../manifest';
import type { Verdict } from '../change';
import type { Difference } from '../difference';
import { isAt } from '../path';
import type { Transition } from '../transition';

/** Plugins and CNPG's own archiving that come, go, or start and stop to archive. */
export const archive: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.plugins', 'spec.backup'],
  judge(difference) {
    const { path, before, after } = difference;
    if (isAt(path, 'spec.plugins') || isAt(path, 'spec.plugins.[]')) return plugin(difference);
    if (isAt(path, 'spec.backup') || isAt(path, 'spec.backup.barmanObjectStore')) return inTree(difference);
    if (isAt(path, 'spec.plugins.[].isWALArchiver')) {
      return after === true ? { impact: 'none', reason: STARTS } : { impact: 'none', reason: STOPS };
    }
    if (isAt(path, 'spec.plugins.[].enabled') && before === false) {
      return {
        impact: 'rolling-update',
        reason: `the plugin is switched on and its sidecar comes. If it archives, ${BACKUP}`,
      };
    }
    if (isAt(path, 'spec.plugins.[].enabled') && after === false && before !== after) {
      return { impact: 'rolling-update', reason: `the plugin is switched off and its sidecar goes. ${END}` };
    }
    return undefined;
  },
};

const BACKUP = 'take a base backup: without one nothing can be restored';
const STARTS = 'WAL is archived by the plugin from now on; take a base backup, without one nothing can be restored';
const END = 'If it archived, nothing that is written from now on can be restored unless something else archives';
const STOPS = `the plugin archives no WAL any more. ${END}`;

function plugin({ before, after }: Difference): Verdict {
  const entries = (value: unknown) => (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(record);
  if (before === undefined) {
    const archives = entries(after).some(isArchiver);
    const barman = entries(after).some(({ name, enabled }) => name === BARMAN_PLUGIN && enabled !== false);
    const more = archives ? `. ${STARTS}` : barman ? '. It archives no WAL, so there is no point-in-time recovery' : '';
    return {
      impact: 'rolling-update',
      reason: `a plugin adds its sidecar to every pod, so all pods are made again${more}`,
    };
  }
  const archived = entries(before).some(isArchiver);
  const more = archived ? `. ${END}` : '';
  return {
    impact: 'rolling-update',
    reason: `a plugin takes its sidecar out of every pod, so all pods are made again${more}`,
  };
}

function isArchiver({ enabled, isWALArchiver }: Readonly<Record<string, unknown>>): boolean {
  return enabled !== false && isWALArchiver === true;
}

function inTree({ before }: Difference): Verdict {
  if (before === undefined) {
    return {
      impact: 'none',
      reason: 'WAL is archived from now on; take a base backup, without one nothing can be restored',
    };
  }
  return { impact: 'none', reason: `CNPG itself archives no longer; what is in the archive stays. ${END}` };
}

import { isPostgresMajor } from '../../values/cnpg/image';
import { attempt } from '../../values/text/invalid-value';
import { nameProblem } from '../../values/text/keys';
import { Instant } from '../../values/time/instant';
import { refuse } from '../base/check-keys';
import { InputError } from '../base/input-error';
import type { OnlineUpgrade } from './online-upgrades';
import type { Rebuild } from './rebuild';
import type { DroppedCluster, Recoveries, Recovery } from './recoveries';

const FILE = 'recoveries.json';

/**
 * Reads `apps/<name>/recoveries.json`.
 * @throws InputError for anything that `npm run restore` would not write: a missing field, an instant without a zone, a name twice.
 */
export function recoveriesFrom(data: unknown): Recoveries {
  const keys = ['serving', 'recoveries', 'rebuilds', 'upgrades', 'hibernated', 'dropped'];
  const { serving, recoveries, rebuilds = [], upgrades = [], hibernated = [], dropped = [] } = fieldsOf(data, keys);
  if (serving !== undefined && typeof serving !== 'string' && !isTexts(serving)) {
    throw refused('serving', serving, 'the name of a cluster, or a list of one for each database');
  }
  if (!Array.isArray(recoveries)) throw refused('recoveries', recoveries, 'a list');
  if (!Array.isArray(rebuilds)) throw refused('rebuilds', rebuilds, 'a list');
  if (!Array.isArray(upgrades)) throw refused('upgrades', upgrades, 'a list');
  if (!isTexts(hibernated)) throw refused('hibernated', hibernated, 'a list of names of clusters');
  if (!Array.isArray(dropped)) throw refused('dropped', dropped, 'a list');
  const [read, online] = [recoveries.map(readRecovery), upgrades.map(readUpgrade)];
  const names = [...read, ...online].map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new InputError(FILE, `"${twice}" is declared twice; keep one of them`);
  return {
    serving,
    recoveries: read,
    ...(rebuilds.length > 0 && { rebuilds: rebuilds.map(readRebuild) }),
    ...(online.length > 0 && { upgrades: online }),
    ...(hibernated.length > 0 && { hibernated }),
    ...(dropped.length > 0 && { dropped: dropped.map(readDropped) }),
  };
}

function readRecovery(data: unknown, index: number): Recovery {
  const { name, of, at, expires, serverName } = fieldsOf(data, ['name', 'of', 'at', 'expires', 'serverName']);
  const here = `recoveries[${index}]`;
  if (typeof name !== 'string') throw refused(`${here}.name`, name, 'the name of the new cluster');
  if (typeof of !== 'string') throw refused(`${here}.of`, of, 'the name of the cluster to read backups from');
  if (serverName !== undefined && typeof serverName !== 'string') {
    throw refused(`${here}.serverName`, serverName, 'the server name of the archive to write');
  }
  const recovery = { name, of, at: instant(`${here}.at`, at), ...(serverName !== undefined && { serverName }) };
  return expires === undefined ? recovery : { ...recovery, expires: instant(`${here}.expires`, expires) };
}

function readRebuild(data: unknown, index: number): Rebuild {
  const { name, from, to, replaces, on, at } = fieldsOf(data, ['name', 'from', 'to', 'replaces', 'on', 'at']);
  const here = `rebuilds[${index}]`;
  if (typeof name !== 'string') throw refused(`${here}.name`, name, 'the name of the cluster');
  if (typeof from !== 'string') throw refused(`${here}.from`, from, 'the server name of the archive to read');
  if (typeof to !== 'string') throw refused(`${here}.to`, to, 'the server name of the archive to write');
  if (replaces !== undefined && typeof replaces !== 'string') {
    throw refused(`${here}.replaces`, replaces, 'the server name that was declared');
  }
  const rebuild = { name, from, to, ...(replaces !== undefined && { replaces }), on: instant(`${here}.on`, on) };
  return at === undefined ? rebuild : { ...rebuild, at: instant(`${here}.at`, at) };
}

function readUpgrade(data: unknown, index: number): OnlineUpgrade {
  const { name, of, version, image, detached } = fieldsOf(data, ['name', 'of', 'version', 'image', 'detached']);
  const here = `upgrades[${index}]`;
  if (typeof name !== 'string') throw refused(`${here}.name`, name, 'the name of the new cluster');
  if (typeof of !== 'string') throw refused(`${here}.of`, of, 'the name of the cluster to receive from');
  if (typeof version !== 'string' || !isPostgresMajor(version))
    throw refused(`${here}.version`, version, 'a major, such as "18"');
  if (typeof image !== 'string') throw refused(`${here}.image`, image, 'an image of that major');
  if (detached !== undefined && detached !== true) throw refused(`${here}.detached`, detached, 'true, or leave it out');
  return { name, of, version, image, ...(detached && { detached }) };
}

function readDropped(data: unknown, index: number): DroppedCluster {
  const { name, reason } = fieldsOf(data, ['name', 'reason']);
  const here = `dropped[${index}]`;
  if (typeof name !== 'string') throw refused(`${here}.name`, name, 'the name of the cluster');
  if (typeof reason !== 'string') throw refused(`${here}.reason`, reason, 'why nobody needs it any more');
  return { name, reason };
}

function isTexts(data: unknown): data is string[] {
  return Array.isArray(data) && data.every((each) => typeof each === 'string');
}

function instant(path: string, text: unknown): Instant {
  const read = typeof text === 'string' ? attempt(() => Instant.parse(text)) : undefined;
  if (read === undefined) throw refused(path, text, 'an instant with its zone, such as 2026-11-20T13:37:00Z');
  return read;
}

function fieldsOf(data: unknown, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw refused('it', data, 'an object');
  refuse(FILE, nameProblem(data, known));
  return data as Record<string, unknown>;
}

function refused(path: string, given: unknown, allowed: string): InputError {
  return new InputError(FILE, `${path} is ${JSON.stringify(given)}: give ${allowed}`);
}

import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import { liveObject } from '../status/need';
import { compared, untold, type Verified } from './comparison';
import { conditionOf } from './conditions';
import { instantText, type SeenCluster } from './seen-cluster';

/** The operator renews a week before the end: less than this is left only where it does not. */
const LEAST_MILLISECONDS = 6 * 86_400_000;

/** When the certificates end, as the operator read them from their Secrets, and whether cert-manager has renewed those that are its own. */
export async function certificates(seen: SeenCluster): Promise<Verified[]> {
  const { declared, index, live, ask, now } = seen;
  const ends = Object.entries(record(at(live, 'status.certificates.expirations')));
  if (ends.length === 0) return [untold('certificates', 'valid', 'the status of the Cluster names no end')];
  const issued = index
    .all(Kind.CERTIFICATE)
    .filter((each) => namespaceOf(each) === namespaceOf(declared))
    .filter((each) => ends.some(([secret]) => secret === text(at(each, 'spec.secretName'))));
  const found: Verified[] = ends.map(([secret, end]) => {
    // A certificate of cert-manager may live for days, and be well until its own renewal.
    const least = issued.some((each) => at(each, 'spec.secretName') === secret) ? 0 : LEAST_MILLISECONDS;
    return ended(secret, text(end) ?? '', now, least);
  });
  for (const certificate of issued) found.push(await renewed(certificate, now, ask));
  return found;
}

function ended(secret: string, end: string, now: Date, least: number): Verified {
  const time = goTime(end);
  if (time === undefined) return untold('certificates', `${secret} is valid`, `its end cannot be read: ${end}`);
  const left = time.getTime() - now.getTime();
  const fix =
    'renew it: see the log of the operator, or of who issues it. Clients and standbys are refused from its end on';
  const declared = least === 0 ? `${secret} is valid` : `${secret} is renewed a week before its end`;
  return compared('certificates', declared, `${left > 0 ? 'ends' : 'ended'} ${instantText(time)}`, left > least, fix);
}

async function renewed(declared: Manifest, now: Date, ask: SeenCluster['ask']): Promise<Verified> {
  const name = String(declared.metadata.name);
  const live = await liveObject(ask, declared.apiVersion, declared.kind, name, namespaceOf(declared));
  const ready = conditionOf(live, 'Ready');
  const due = new Date(text(at(live, 'status.renewalTime')) ?? '');
  const isOverdue = due.getTime() + 3_600_000 < now.getTime();
  const running = `${ready?.told ?? 'no condition'}${isOverdue ? `; to be renewed at ${instantText(due)}` : ''}`;
  const fix = `kubectl describe certificate -n ${namespaceOf(declared)} ${name}`;
  return compared('certificates', `Certificate ${name} is ready`, running, ready?.isTrue === true && !isOverdue, fix);
}

/** `2027-02-19 13:00:00 +0000 UTC`, as Go prints a time. */
function goTime(text: string): Date | undefined {
  const [, day, time, offset] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? ([+-]\d{4})/.exec(text) ?? [];
  const found = new Date(day === undefined ? text : `${day}T${time}${offset?.slice(0, 3)}:${offset?.slice(3)}`);
  return Number.isNaN(found.getTime()) ? undefined : found;
}

import { InvalidValueError } from '../../values/text/invalid-value';
import type { Instant } from '../../values/time/instant';
import { recovery } from './bootstrap';
import type { PostgresClusterProps } from './cluster-props';
import { declaredArchive } from './cluster-spec';

/** A cluster that comes back under its own name after its Kubernetes cluster was lost, as `npm run rebuild` declares it. */
export interface Rebuild {
  /** Name of the cluster. */
  readonly name: string;
  /** Server name of the archive that it is recovered from: what it wrote until it was lost. */
  readonly from: string;
  /** Server name that it archives under from then on, never used before: CNPG refuses an archive that is not empty. */
  readonly to: string;
  /**
   * Server name in whose place `to` comes. Where another one is declared since, as a major upgrade does, the rebuild is over.
   * @default - `from`
   */
  readonly replaces?: string;
  /** Instant of the rebuild: recoveries to earlier ones read the archive before. */
  readonly on: Instant;
  /** Instant up to which it is recovered. @default - the newest point of the archive */
  readonly at?: Instant;
}

/** The props of a cluster that is recovered out of what it has archived itself: all else is as it was declared. */
export function rebuiltProps(
  props: PostgresClusterProps,
  { from, to, replaces = from, at }: Omit<Rebuild, 'name' | 'on'>,
): PostgresClusterProps {
  const archive = declaredArchive(props);
  if (archive === undefined)
    throw new InvalidValueError('rebuild: it archives nowhere, so there is nothing to recover');
  if (from === to) {
    throw new InvalidValueError(
      `rebuild: it would archive under "${to}", where it is recovered from: both would become unrestorable; give a server name that was never used`,
    );
  }
  if (props.replica !== undefined) {
    throw new InvalidValueError(
      'rebuild: it has `replica`: make the other site the primary, and this one its replica again',
    );
  }
  if (archive.serverName !== replaces) return props;
  const { database, owner, secret } = props.bootstrap;
  const bootstrap = recovery({
    database,
    owner,
    secret,
    from: 'archive',
    archive: { name: from, store: archive.store, serverName: from },
    target: at && { kind: 'time', time: at },
  });
  return { ...props, archive: { ...archive, serverName: to }, serverName: undefined, bootstrap };
}

/** Server name under which a cluster archived at an instant; undefined for the one that it archives under now. */
export function serverNameAt(rebuilds: readonly Rebuild[], name: string, time: Instant): string | undefined {
  const own = rebuilds.filter((rebuild) => rebuild.name === name);
  const next = own.findIndex(({ on }) => time.compareTo(on) < 0);
  return next < 0 ? undefined : (own[next - 1]?.to ?? own[next]?.replaces ?? own[next]?.from);
}

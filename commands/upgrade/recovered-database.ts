import { resolve } from 'node:path';
import type { App } from 'cdk8s';
import { type PostgresCluster, PostgresClusterFromBackup } from '../../constructs/index';
import { renders } from '../../constructs/postgres/recoveries';
import { rootOf } from '../../constructs/postgres/recoveries-of';
import { lastingClusters } from '../applications/serving-database';
import { UsageError } from '../cli/usage-error';
import { readRecoveries, writeRecoveries } from '../restore/recoveries-file';

interface Asked {
  readonly root: string;
  /** Name of the application. */
  readonly app: string;
  readonly online: boolean;
}

/** A recovered cluster that has taken the place of what it was made of. */
interface RecoveredDatabase {
  /** The cluster whose values declare its version and its image. */
  readonly root: string;
  /** The file with its server name. */
  readonly file: string;
  readonly write: (serverName: string | undefined) => void;
}

/**
 * How another major of a recovered cluster is declared; undefined for a cluster that was not recovered.
 * @throws UsageError where it has its version from a cluster that is still there, and for a copy of it beside it
 */
export function recoveredDatabase(
  cluster: PostgresCluster,
  app: App,
  { root, app: application, online }: Asked,
): RecoveredDatabase | undefined {
  if (!(cluster instanceof PostgresClusterFromBackup)) {
    if (!online && renders('recoveries', cluster)) refuseCopy(cluster, application, root);
    return undefined;
  }
  const refused = (how: string) =>
    new UsageError(
      `cluster "${cluster.name}" is recovered from the backups of another one, whose version it has: ${how} (docs/recovery.md)`,
    );
  if (!renders('recoveries', cluster)) throw refused('declare it as a PostgresCluster first');
  const file = `apps/${application}/recoveries.json`;
  const path = resolve(root, file);
  const declared = readRecoveries(path, file);
  const source = rootOf(declared, cluster.name);
  const beside = lastingClusters(app).filter((each) => each !== cluster && rootOf(declared, each.name) === source);
  if (beside.length > 0) {
    const steps = beside.map(({ name }) => `npm run restore -- ${application} --drop ${name} --reason "…"`);
    throw refused(`end the recovery first: ${steps.join(', then ')}`);
  }
  const copy = declared.upgrades?.find(
    ({ name }) => name === rootOf({ recoveries: declared.recoveries }, cluster.name),
  );
  if (copy !== undefined) {
    throw new UsageError(
      `cluster "${cluster.name}" is recovered from "${copy.name}", which an online upgrade declares with its version and its image in ${file}: change both there, and "serverName" of ${cluster.name}, in one commit, as docs/postgres-upgrades.md has it for config.ts`,
    );
  }
  if (online) {
    throw new UsageError(
      `--online: cluster "${cluster.name}" is recovered from backups, and its encoding and locale are declared nowhere: upgrade it in place, without --online`,
    );
  }
  return {
    root: source,
    file,
    write(serverName: string | undefined) {
      if (serverName === undefined) return;
      const recoveries = declared.recoveries.map((each) =>
        each.name === cluster.name ? { ...each, serverName } : each,
      );
      writeRecoveries(path, { ...declared, recoveries });
    },
  };
}

/** A copy has version and image of its own, and no other server name: it is upgraded as it came to be. */
function refuseCopy({ name }: PostgresCluster, application: string, root: string): void {
  const file = `apps/${application}/recoveries.json`;
  const { upgrades = [] } = readRecoveries(resolve(root, file), file);
  if (!upgrades.some((upgrade) => upgrade.name === name)) return;
  throw new UsageError(
    `cluster "${name}" is declared by an online upgrade, with its version and its image in ${file}: add --online to copy it once more (docs/postgres-upgrades.md)`,
  );
}

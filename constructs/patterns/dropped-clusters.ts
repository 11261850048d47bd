import type { Construct } from 'constructs';
import type { Acknowledgement } from '../../values/declarations/acknowledgement';
import { InputError } from '../base/input-error';
import { companionName } from '../postgres/companions';
import { clusterNameFor } from './declared-access';
import { databaseObjectName } from './declared-databases';
import type { ProductionDatabaseProps } from './production-database-props';

/** What an application acknowledges: the reason for which a cluster was dropped holds for its databases, too. */
export function acknowledgementsOf(props: ProductionDatabaseProps): readonly Acknowledgement[] | undefined {
  const { name, namespace = name, acknowledge, recoveries, databases = [] } = props;
  const dropped = (recoveries?.dropped ?? []).flatMap(({ name: cluster, reason }) => [
    { delete: `Cluster ${namespace}/${cluster}`, reason },
    ...databases.map((database) => {
      const own = companionName(databaseObjectName(props, database), clusterNameFor(props), cluster);
      return { delete: `Database ${namespace}/${own}`, reason };
    }),
  ]);
  return dropped.length === 0 ? acknowledge : [...(acknowledge ?? []), ...dropped];
}

/**
 * Takes out what only the beginning of a cluster read, once that is dropped.
 * @throws InputError where a second site still follows it
 */
export function dropBeginning(folder: Construct, props: ProductionDatabaseProps): void {
  const name = clusterNameFor(props);
  if (!props.recoveries?.dropped?.some((each) => each.name === name)) return;
  if (props.secondSite !== undefined && props.secondSite.enabled !== false) {
    throw new InputError(folder, `recoveries.dropped: the second site follows "${name}"; end it first`);
  }
  for (const script of ['Roles', 'Private', 'Tenants']) folder.node.tryRemoveChild(script);
}

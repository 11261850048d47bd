import type { Construct } from 'constructs';
import { InputError } from '../base/input-error';
import { clusterNameFor } from './declared-access';
import type { ProductionDatabaseProps } from './production-database-props';

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

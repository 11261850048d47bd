import type { PoolerOptions } from '../postgres/pooler';
import { clusterNameFor } from './declared-access';
import type { ProductionDatabaseProps } from './production-database-props';

/** The declared poolers, with the names and numbers that are left out. */
export function poolersOf(props: ProductionDatabaseProps): PoolerOptions[] {
  const { poolers = [], platform } = props;
  return poolers.map((pooler) => {
    const { access = 'rw' } = pooler;
    const name = `${clusterNameFor(props)}-pool${access === 'rw' ? '' : `-${access}`}`;
    return { name, instances: platform.nodes > 1 ? 2 : 1, ...pooler };
  });
}

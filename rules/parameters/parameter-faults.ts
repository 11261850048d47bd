import { knownMajorOf } from '../../manifests/cnpg/cluster-traits';
import type { Manifest } from '../../manifests/object/manifest';
import { checkParameter, operatorFacts, type ParameterProblem } from '../../manifests/postgres/parameters';
import { givenParameters, PARAMETERS } from '../../manifests/postgres/server-parameters';
import { rememberLast } from '../../values/collections/remember-last';
import { postgresSize } from '../admission/webhook/postgres-size';

/** An invalid parameter of a Cluster. */
export interface FaultyParameter extends ParameterProblem {
  readonly path: string;
}

const BARE = /^\s*\d+\s*$/;
/** The webhook checks these values itself. */
const SIZES = ['shared_buffers', 'min_wal_size', 'max_wal_size'];
const WORDS = ['wal_level', 'sync_replication_slots'];

/** Parameters of a Cluster that PostgreSQL refuses or CNPG silently overwrites; what the webhook refuses is left to it. */
export const faultyParameters = rememberLast((cluster: Manifest): readonly FaultyParameter[] => {
  const major = knownMajorOf(cluster);
  return Object.entries(givenParameters(cluster)).flatMap(([name, value]): FaultyParameter[] => {
    const problem = major === undefined || isRefused(name, value) ? undefined : checkParameter(major, name, value);
    return problem === undefined ? [] : [{ ...problem, path: `${PARAMETERS}.${name}` }];
  });
});

function isRefused(name: string, value: string): boolean {
  const { fixed, blocked } = operatorFacts();
  if (fixed.includes(name) || blocked.includes(name) || WORDS.includes(name)) return true;
  // The webhook accepts a bare number as a size, and warns about that of shared_buffers.
  return SIZES.includes(name) && (postgresSize(value) === undefined || (name === 'shared_buffers' && BARE.test(value)));
}

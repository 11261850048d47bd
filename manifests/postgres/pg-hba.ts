import { hbaMethod, hbaWords } from '../../values/postgres/pg-hba';
import { at, list, type Manifest, text } from '../object/manifest';

/** A line of a Cluster's pg_hba for connections over the network, and its method. */
export interface HbaLine {
  readonly path: string;
  readonly line: string;
  readonly method: string;
}

/** The lines for network connections that PostgreSQL can read. `local` lines come after CNPG's own, and are never reached. */
export function networkLinesOf(cluster: Manifest): HbaLine[] {
  return list(at(cluster, 'spec.postgresql.pg_hba')).flatMap((value, index) => {
    const line = text(value) ?? '';
    const method = hbaMethod(line);
    return method === undefined || !/^host/i.test(hbaWords(line)[0] ?? '')
      ? []
      : [{ path: `spec.postgresql.pg_hba[${index}]`, line, method }];
  });
}

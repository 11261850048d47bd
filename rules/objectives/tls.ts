import { takesPlain } from '../../manifests/cnpg/pooler';
import { Kind } from '../../manifests/object/kinds';
import { at, texts } from '../../manifests/object/manifest';
import { dependentsOf } from '../../manifests/object/references';
import { plainDoor } from '../../values/postgres/pg-hba';
import type { Claim, Gap } from './claim';
import { count, type PromisingCluster } from './promising-cluster';

/** No client connects over the network without TLS: the server and every pooler reject it. */
export function tls(subject: PromisingCluster): Claim[] {
  if (subject.objectives.tls === undefined) return [];
  const lines = texts(at(subject.cluster, 'spec.postgresql.pg_hba'));
  const poolers = dependentsOf(Kind.POOLER, subject.cluster, subject.index);
  const gaps: Gap[] = [];
  const open = plainDoor(lines);
  if (open !== undefined) {
    gaps.push({
      path: 'spec.postgresql.pg_hba',
      message:
        open === ''
          ? 'the last line of CNPG, host all all all scram-sha-256, accepts clients without TLS'
          : `the line "${open}" accepts clients without TLS`,
      fix: "set tls: 'required', or add the line hostnossl all all all reject before every line of type host",
    });
  }
  for (const pooler of poolers) {
    if (!takesPlain(pooler)) continue;
    gaps.push({
      path: null,
      message: `Pooler ${pooler.metadata.name} accepts clients without TLS and uses TLS to the server for them`,
      fix: "set its parameter client_tls_sslmode: 'require'",
    });
  }
  return [
    {
      rule: 'objective-tls',
      promise: 'no client connects over the network without TLS',
      steps: [
        'CNPG keeps ssl on, and PostgreSQL uses the first line of pg_hba.conf that matches',
        `${count(lines.length, 'line')} of pg_hba and ${count(poolers.length, 'pooler')} checked`,
      ],
      gaps,
      assumptions: [],
    },
  ];
}

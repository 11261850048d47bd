import { takesPlain } from '../../manifests/cnpg/pooler';
import { Kind } from '../../manifests/object/kinds';
import { at, texts } from '../../manifests/object/manifest';
import { dependentsOf } from '../../manifests/object/references';
import { plainDoor } from '../../values/postgres/pg-hba';
import type { Claim, Gap } from './claim';
import { count, type PromisingCluster } from './promising-cluster';

/** Nobody connects over the network without TLS: the server, and every pooler before it, turn them away. */
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
          ? 'the last line of CNPG, host all all all scram-sha-256, lets in clients without TLS'
          : `the line "${open}" lets in clients without TLS`,
      fix: "tls: 'required', or the line hostnossl all all all reject before every line of type host",
    });
  }
  for (const pooler of poolers) {
    if (!takesPlain(pooler)) continue;
    gaps.push({
      path: null,
      message: `Pooler ${pooler.metadata.name} takes clients without TLS and speaks TLS to the server for them`,
      fix: "give it the parameter client_tls_sslmode: 'require'",
    });
  }
  return [
    {
      rule: 'objective-tls',
      promise: 'nobody connects over the network without TLS',
      steps: [
        'CNPG keeps ssl on, and PostgreSQL takes the first line of pg_hba.conf that fits',
        `${count(lines.length, 'line')} of pg_hba and ${count(poolers.length, 'pooler')} looked at`,
      ],
      gaps,
      assumptions: [],
    },
  ];
}

import type { TableSource } from '../../values/declarations/table-source';
import { JUNE, MAY, type Repairs } from './repairs';

/** A vulnerability that gives access to more privileges or to secrets. It affects every Cluster. */
export interface Vulnerability {
  readonly cve: string;
  readonly repairs: Repairs;
  readonly consequence: string;
}

export const VULNERABILITIES_SOURCE: TableSource = {
  table: 'vulnerabilities of CloudNativePG',
  sources: ['https://github.com/cloudnative-pg/cloudnative-pg/security/advisories'],
  checked: '2026-11-21',
};

/** The oldest fix first. */
export const VULNERABILITIES: readonly Vulnerability[] = [
  {
    cve: 'CVE-2026-44477',
    repairs: MAY,
    consequence: 'a database user becomes superuser through the metrics exporter',
  },
  { cve: 'CVE-2026-55765', repairs: JUNE, consequence: 'passwords of roles reach extensions and logs in the clear' },
  {
    cve: 'CVE-2026-55769',
    repairs: JUNE,
    consequence: 'the owner of a database becomes superuser, and runs programs in the pod',
  },
];

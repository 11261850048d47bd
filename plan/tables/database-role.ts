import type { Table } from '../engine/table';

const ALTERS = 'ALTER ROLE, without interruption';

export const DATABASE_ROLE: Table = {
  'spec.cluster': ['rejected', 'the cluster of a DatabaseRole is immutable; create another DatabaseRole'],
  'spec.name': ['rejected', 'the name of a DatabaseRole is immutable; create another DatabaseRole'],
  'spec.ensure': ['none', 'the role is created'],
  'spec.databaseRoleReclaimPolicy': [
    'none',
    'applies when the DatabaseRole is deleted: delete drops the role, retain keeps it',
  ],
  'spec.login': ['outage', 'without login, no client can connect as this role; existing connections remain'],
  'spec.clientCertificate': ['none', 'a client certificate is issued in a Secret, or no longer renewed'],
  'spec.passwordSecret': ['none', 'the password is set from another secret; existing connections remain'],
  'spec.disablePassword': ['outage', 'with true, no client can connect with a password; existing connections remain'],
  'spec.validUntil': ['none', 'the password is valid until another time; existing connections remain'],
  'spec.connectionLimit': ['none', 'applies to new connections'],
  'spec.inRoles': ['none', 'GRANT and REVOKE, without interruption'],
  'spec.bypassrls': ['none', ALTERS],
  'spec.comment': ['none', 'COMMENT ON ROLE, without interruption'],
  'spec.createdb': ['none', ALTERS],
  'spec.createrole': ['none', ALTERS],
  'spec.inherit': ['none', ALTERS],
  'spec.replication': ['none', ALTERS],
  'spec.superuser': ['none', ALTERS],
};

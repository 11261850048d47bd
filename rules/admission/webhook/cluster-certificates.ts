import type { ClusterRule } from './webhook-rule';

/** Certificates and passwords that the user brings. */
export const certificateRules: readonly ClusterRule[] = [
  {
    id: 'cluster-certificates-alt-names',
    says: 'An own server certificate excludes alternative names',
    on: 'both',
    check(cluster, tell) {
      if (cluster.text('certificates.serverTLSSecret') === '') return;
      if (cluster.list('certificates.serverAltDNSNames').length === 0) return;
      const message =
        'is given beside serverTLSSecret: CNPG cannot put names into a certificate that it does not issue';
      tell('spec.certificates.serverAltDNSNames', message, 'Put the names into your certificate, and remove them here');
    },
  },
  {
    id: 'cluster-certificates-server-ca',
    says: 'An own server certificate needs its CA',
    on: 'both',
    check(cluster, tell) {
      if (cluster.text('certificates.serverTLSSecret') === '') return;
      if (cluster.text('certificates.serverCASecret') !== '') return;
      tell('spec.certificates.serverCASecret', 'is missing beside serverTLSSecret', 'Name the Secret with ca.crt');
    },
  },
  {
    id: 'cluster-certificates-client-ca',
    says: 'An own replication certificate needs its CA',
    on: 'both',
    check(cluster, tell) {
      if (cluster.text('certificates.replicationTLSSecret') === '') return;
      if (cluster.text('certificates.clientCASecret') !== '') return;
      tell('spec.certificates.clientCASecret', 'is missing beside replicationTLSSecret', 'Name the Secret with ca.crt');
    },
  },
  {
    id: 'cluster-superuser-secret-name',
    says: 'superuserSecret has a name',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.has('superuserSecret') || cluster.text('superuserSecret.name') !== '') return;
      tell('spec.superuserSecret.name', 'is empty', 'Name the Secret, or remove superuserSecret');
    },
  },
];

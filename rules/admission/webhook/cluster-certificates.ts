import type { ClusterRule } from './webhook-rule';

/** Certificates and passwords provided by the user. */
export const certificateRules: readonly ClusterRule[] = [
  {
    id: 'cluster-certificates-alt-names',
    says: 'A user-provided server certificate excludes alternative names',
    on: 'both',
    check(cluster, tell) {
      if (cluster.text('certificates.serverTLSSecret') === '') return;
      if (cluster.list('certificates.serverAltDNSNames').length === 0) return;
      const message =
        'is set together with serverTLSSecret: CNPG cannot put names into a certificate that it does not issue';
      tell('spec.certificates.serverAltDNSNames', message, 'add the names to your certificate, and remove them here');
    },
  },
  {
    id: 'cluster-certificates-server-ca',
    says: 'A user-provided server certificate needs its CA',
    on: 'both',
    check(cluster, tell) {
      if (cluster.text('certificates.serverTLSSecret') === '') return;
      if (cluster.text('certificates.serverCASecret') !== '') return;
      tell('spec.certificates.serverCASecret', 'is missing, but serverTLSSecret is set', 'name the Secret with ca.crt');
    },
  },
  {
    id: 'cluster-certificates-client-ca',
    says: 'A user-provided replication certificate needs its CA',
    on: 'both',
    check(cluster, tell) {
      if (cluster.text('certificates.replicationTLSSecret') === '') return;
      if (cluster.text('certificates.clientCASecret') !== '') return;
      tell(
        'spec.certificates.clientCASecret',
        'is missing, but replicationTLSSecret is set',
        'name the Secret with ca.crt',
      );
    },
  },
  {
    id: 'cluster-superuser-secret-name',
    says: 'superuserSecret has a name',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.has('superuserSecret') || cluster.text('superuserSecret.name') !== '') return;
      tell('spec.superuserSecret.name', 'is empty', 'name the Secret, or remove superuserSecret');
    },
  },
];

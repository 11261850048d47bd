import { instancePods } from '../../manifests/network/pods';
import { hasOtherPolicies, policiesOf, rulesFor } from '../../manifests/network/policies';
import { record } from '../../manifests/object/manifest';
import { networkLinesOf } from '../../manifests/postgres/pg-hba';
import { PARAMETERS, parameterOf } from '../../manifests/postgres/server-parameters';
import { POSTGRES_PORT } from '../../values/cnpg/ports';
import { subjectOf } from '../objectives/promising-cluster';
import { tls } from '../objectives/tls';
import { fieldEvidence, isSet, observed, type ProtectedCluster, parameter, subjectName } from './protected-cluster';
import type { Evaluation, SafeguardGap } from './verdict';

const METHODS = ['scram-sha-256', 'cert', 'ldap', 'gss', 'sspi', 'radius', 'pam', 'oauth', 'reject'];
const LEAST_TLS = ['TLSv1.2', 'TLSv1.3'];

/** Every network connection to the server uses TLS of a version that is not broken. */
export function transmission(subject: ProtectedCluster): Evaluation {
  const { cluster, index, target } = subject;
  const gaps: SafeguardGap[] = tls(subjectOf(cluster, { tls: 'required' }, index, target)).flatMap(
    (claim) => claim.gaps,
  );
  const version = parameterOf(cluster, 'ssl_min_protocol_version') ?? '';
  if (!LEAST_TLS.includes(version)) {
    const message = `the minimum version is ${version || 'any'}, which is broken`;
    gaps.push({
      path: `${PARAMETERS}.ssl_min_protocol_version`,
      message,
      fix: 'delete it: the default of CNPG is TLSv1.3',
    });
  }
  return {
    evidence: [...fieldEvidence(cluster, 'spec.postgresql.pg_hba'), parameter(subject, 'ssl_min_protocol_version')],
    gaps,
  };
}

/** Every client proves its identity with something that is never sent or stored in plain text. */
export function authentication(subject: ProtectedCluster): Evaluation {
  const lines = networkLinesOf(subject.cluster);
  const gaps: SafeguardGap[] = lines
    .filter(({ method }) => !METHODS.includes(method))
    .map(({ path, line, method }) => ({
      path,
      message: `"${line}": ${method} proves no identity, or sends a password that can be intercepted`,
      fix: 'write scram-sha-256, or cert',
    }));
  if (!isSet(subject, 'password_encryption', 'scram-sha-256')) {
    const message = 'passwords are stored as hashes that are as good as the passwords';
    gaps.push({ path: `${PARAMETERS}.password_encryption`, message, fix: 'delete it: scram-sha-256 is the default' });
  }
  return {
    evidence: [
      parameter(subject, 'password_encryption'),
      ...lines.map(({ path, line }) => observed(subject.cluster, path, line)),
      observed(subject.cluster, 'spec.postgresql.pg_hba', "CNPG's last line: host all all all scram-sha-256"),
    ],
    gaps,
  };
}

/** Only declared clients reach the instances. */
export function network({ cluster, index }: ProtectedCluster): Evaluation {
  if (hasOtherPolicies(index)) {
    const message =
      'policies of a network plugin are in use, which this tool does not read: it is unknown what is open';
    const fix = 'declare it in a NetworkPolicy, or accept this with the evidence of another tool';
    return { evidence: [], gaps: [{ path: null, message, fix }] };
  }
  const perPod = instancePods(cluster).map((pod) => policiesOf(pod, 'ingress', index));
  const gaps: SafeguardGap[] = [];
  if (perPod.some((policies) => policies.length === 0)) {
    const message = 'no NetworkPolicy selects its instances: every pod of the Kubernetes cluster reaches them';
    gaps.push({ path: null, message, fix: 'declare the clients: new DatabaseNetwork(…)' });
  }
  const policies = [...new Set(perPod.flat())];
  for (const policy of policies) {
    if (!rulesFor([policy], 'ingress', POSTGRES_PORT).some((peers) => peers.length === 0 || peers.some(isEverybody)))
      continue;
    const message = `${subjectName(policy)} allows every client on port ${POSTGRES_PORT}`;
    gaps.push({ path: null, message, fix: 'name the clients in `from`' });
  }
  return { evidence: policies.flatMap((policy) => fieldEvidence(policy, 'spec.podSelector')), gaps };
}

function isEverybody({ namespaceSelector, podSelector, ipBlock }: Readonly<Record<string, unknown>>): boolean {
  const isEmpty = (selector: unknown) => Object.keys(record(selector)).length === 0;
  if (ipBlock !== undefined) return ['0.0.0.0/0', '::/0'].includes(`${record(ipBlock).cidr}`);
  return namespaceSelector !== undefined && isEmpty(namespaceSelector) && isEmpty(podSelector);
}

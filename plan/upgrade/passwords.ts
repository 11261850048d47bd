import { applicationSecretOf } from '../../manifests/cnpg/bootstrap';
import { managedRolesOf } from '../../manifests/cnpg/managed-roles';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { givenParameters } from '../../manifests/postgres/server-parameters';
import { JUNE } from '../../manifests/releases/repairs';
import type { UpgradeEffect } from '../engine/change';
import type { Behaviour } from './upgrade-context';

const PASSTHROUGH = 'cnpg.io/passwordPassthrough';

/** The operator hashes passwords itself, so that password_encryption no longer decides how they are stored (CVE-2026-55765). */
export const hashedPasswords: Behaviour = {
  since: JUNE,
  effects: ({ clusters, index }) =>
    clusters.flatMap((cluster): UpgradeEffect[] => {
      const encryption = givenParameters(cluster).password_encryption;
      if (encryption === undefined || String(encryption).toLowerCase() === 'scram-sha-256') return [];
      const secrets = secretsOf(cluster).filter((name) => !passesThrough(name, cluster, index));
      if (secrets.length === 0) return [];
      return [
        {
          object: manifestName(cluster),
          impact: 'reload',
          reason: `password_encryption is ${encryption}, but the operator stores the passwords of ${secrets.join(', ')} as SCRAM hashes: clients that know ${encryption} only can no longer log in`,
          before: `annotation ${PASSTHROUGH}: "enabled" on the Secret (not the Cluster): ${secrets.join(', ')}; or leave password_encryption out`,
        },
      ];
    }),
};

function secretsOf(cluster: Manifest): string[] {
  const superuser =
    at(cluster, 'spec.enableSuperuserAccess') === true ? text(at(cluster, 'spec.superuserSecret.name')) : undefined;
  const roles = managedRolesOf(cluster).map(({ secret }) => secret);
  return [...new Set([applicationSecretOf(cluster), superuser, ...roles])].filter((name) => name !== undefined);
}

/** A Secret that another controller makes has its annotations from there, which these manifests may not show. */
function passesThrough(name: string, cluster: Manifest, index: Index): boolean {
  const secret = index.get(Kind.SECRET, namespaceOf(cluster), name);
  const external = index
    .all(Kind.EXTERNAL_SECRET)
    .filter((each) => namespaceOf(each) === namespaceOf(cluster))
    .find((each) => (text(at(each, 'spec.target.name')) ?? each.metadata.name) === name);
  const annotations = [secret?.metadata.annotations, at(external, 'spec.target.template.metadata.annotations')];
  return annotations.some((each) => record(each)[PASSTHROUGH] === 'enabled');
}

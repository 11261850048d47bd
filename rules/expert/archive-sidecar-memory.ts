import { bytesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const LEAST = 512 * 2 ** 20;

export const archiveSidecarMemory: Rule = {
  id: 'archive-sidecar-memory',
  severity: 'warning',
  kinds: [Kind.OBJECT_STORE],
  why: `The sidecar of the plugin compresses and uploads base backups and WAL. With a limit of 128Mi it is killed in the middle of a backup,
which then neither completes nor fails. Backups have needed 512Mi, restores 1Gi.`,
  docs: 'https://github.com/cloudnative-pg/plugin-barman-cloud/issues/711',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {instanceSidecarConfiguration: {resources: {limits: {memory: 128Mi}}}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {instanceSidecarConfiguration: {resources: {limits: {memory: 1Gi}}}}
`,
  check(manifest, { report }) {
    const path = 'spec.instanceSidecarConfiguration.resources.limits.memory';
    const limit = bytesOf(at(manifest, path));
    if (limit === undefined || limit >= LEAST) return;
    report({
      path,
      message: `${at(manifest, path)} is less than a base backup needs: the sidecar is killed in the middle of the backup`,
      fix: 'set the limit to 1Gi, or at least 512Mi',
    });
  },
};

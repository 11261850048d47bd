import { Kind, NAMESPACED_KINDS } from '../../manifests/object/kinds';
import { record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const HOOKS = ['argocd.argoproj.io/hook', 'helm.sh/hook'];

export const argoHook: Rule = {
  id: 'argo-hook',
  severity: 'error',
  kinds: [...NAMESPACED_KINDS, Kind.CLUSTER_IMAGE_CATALOG],
  why: `Argo CD takes Helm's hooks for its own: an object with one is made before each sync and deleted before it is made again, is not tracked
and shows no difference. An ObjectStore like that, as CNPG's own chart renders it, is gone for a moment at each sync, and with it WAL
archiving; a Cluster like that is a new, empty one.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop, annotations: {helm.sh/hook: "pre-install,pre-upgrade"}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "-1"}}
`,
  check(manifest, { report }) {
    const annotations = record(manifest.metadata.annotations);
    for (const name of HOOKS.filter((each) => Object.hasOwn(annotations, each))) {
      report({
        path: `metadata.annotations.${name}`,
        message: `as a hook (${annotations[name]}) this ${manifest.kind} is deleted and made again at each sync, and not tracked`,
        fix: 'delete the annotation; for an order use argocd.argoproj.io/sync-wave',
      });
    }
  },
};

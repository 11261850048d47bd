import { at, list, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import type { KnownSecret } from './secret-keys';

/** Annotations by which Reflector, kubernetes-replicator and Config Syncer (kubed) copy a Secret into other namespaces. */
const COPYING = /^(?:reflector\.v1\.k8s\.emberstack\.com|replicator\.v1\.mittwald\.de|kubed\.appscode\.com)\//;
/** What makes Secrets in many namespaces, by a rule. */
const MANY = [
  'clustersecret.io/ClusterSecret',
  'external-secrets.io/ClusterExternalSecret',
  'kyverno.io/ClusterPolicy',
  'kyverno.io/Policy',
  'policies.kyverno.io/GeneratingPolicy',
  'policies.kyverno.io/NamespacedGeneratingPolicy',
];
/** Where an object says what the Secret that it makes is annotated with. */
const OF_SECRET = [
  'metadata.annotations',
  'spec.inheritedMetadata.annotations',
  'spec.secretTemplate.annotations',
  'spec.target.template.metadata.annotations',
  'spec.template.metadata.annotations',
];

/** Whether a Secret is copied into other namespaces, or something makes Secrets of the name in many: it may be anywhere. */
export function isCopied(name: string, known: readonly KnownSecret[], index: Index): boolean {
  return (
    known.some(({ madeBy }) => isAnnotated(madeBy)) ||
    index.derive(madeInMany).some(({ names, isOpen }) => isOpen || names.has(name))
  );
}

function isAnnotated(maker: Manifest): boolean {
  return OF_SECRET.some((path) => Object.keys(record(at(maker, path))).some((key) => COPYING.test(key)));
}

interface MadeInMany {
  readonly names: ReadonlySet<string>;
  /** Whether it may make others, too. */
  readonly isOpen: boolean;
}

function madeInMany(index: Index): MadeInMany[] {
  return MANY.flatMap((kind) => index.all(kind)).map((manifest) => {
    if (manifest.kind === 'ClusterExternalSecret' || manifest.kind === 'ClusterSecret') {
      const targets = ['spec.externalSecretName', 'spec.externalSecretSpec.target.name'];
      const names = targets.map((path) => text(at(manifest, path)) ?? String(manifest.metadata.name));
      return { names: new Set(names), isOpen: false };
    }
    const generated = list(at(manifest, 'spec.rules')).map((rule) => record(record(rule).generate));
    const secrets = generated.filter(({ kind }) => kind === 'Secret');
    const isList =
      generated.some(({ cloneList }) => cloneList !== undefined) || manifest.kind.endsWith('GeneratingPolicy');
    const names = secrets.flatMap((each) => text(each.name) ?? []);
    return { names: new Set(names), isOpen: isList || names.some((name) => name.includes('{{')) };
  });
}

import { ACCESSES, serviceName } from '../../values/cnpg/derived-names';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';

/** What makes a Service: a Cluster, a Pooler, or a manifest of its own. */
export interface ServiceOwner {
  readonly manifest: Manifest;
  /** Path of the name in the manifest of the owner. */
  readonly path: string;
}

/** The Services that CNPG makes for a Cluster. */
export function servicesOf(cluster: Manifest): { readonly name: string; readonly path: string }[] {
  const own = text(cluster.metadata.name) ?? '';
  if (own === '') return [];
  const disabled = list(at(cluster, 'spec.managed.services.disabledDefaultServices'));
  const standard = ACCESSES.filter((access) => !disabled.includes(access));
  const additional = list(at(cluster, 'spec.managed.services.additional')).flatMap((service, index) => {
    const name = text(at(service, 'serviceTemplate.metadata.name'));
    const path = `spec.managed.services.additional[${index}].serviceTemplate.metadata.name`;
    return name === undefined ? [] : [{ name, path }];
  });
  return [...standard.map((access) => ({ name: serviceName(own, access), path: 'metadata.name' })), ...additional];
}

/** All Services of the run: by namespace, then by name. */
export function servicesByNamespace(index: Index): ReadonlyMap<string, ReadonlyMap<string, readonly ServiceOwner[]>> {
  const byNamespace = new Map<string, Map<string, ServiceOwner[]>>();
  const add = (manifest: Manifest, name: string, path: string) => {
    const namespace = namespaceOf(manifest);
    const services = byNamespace.get(namespace) ?? new Map<string, ServiceOwner[]>();
    const owners = services.get(name);
    // V8 gives a list that is filled from nothing 17 places, and most Services have one owner: 5 MB of 10,000 databases.
    if (owners) owners.push({ manifest, path });
    else services.set(name, [{ manifest, path }]);
    byNamespace.set(namespace, services);
  };
  for (const cluster of index.all(Kind.CLUSTER)) {
    for (const { name, path } of servicesOf(cluster)) add(cluster, name, path);
  }
  for (const manifest of [...index.all(Kind.POOLER), ...index.all(Kind.SERVICE)]) {
    const name = text(record(manifest.metadata).name);
    if (name !== undefined) add(manifest, name, 'metadata.name');
  }
  return byNamespace;
}

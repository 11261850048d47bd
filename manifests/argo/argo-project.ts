import { at, groupOf, list, type Manifest, record, text } from '../object/manifest';

/** Whether a project lets Argo CD write an object of this kind. Another rule reports a missing project. */
export function allowsKind(project: Manifest | undefined, { apiVersion, kind, metadata }: Manifest): boolean {
  if (project === undefined) return true;
  const group = groupOf(apiVersion);
  const kinds = at(project, `spec.${metadata.namespace === undefined ? 'cluster' : 'namespace'}ResourceWhitelist`);
  if (kinds === undefined) return metadata.namespace !== undefined;
  return list(kinds)
    .map(record)
    .some((one) => ['*', group].includes(String(one.group)) && ['*', kind].includes(String(one.kind)));
}

/** The namespaces that a project lets Argo CD write to, as patterns; undefined if it does not say. */
export function namespacesOf(project: Manifest | undefined): readonly string[] | undefined {
  const destinations = project === undefined ? undefined : at(project, 'spec.destinations');
  if (destinations === undefined) return undefined;
  return list(destinations).map((destination) => text(record(destination).namespace) ?? '');
}

/**
 * Whether a project lets Argo CD write to a namespace: a destination matches it (`*` is a wildcard), and no destination with a leading !
 * does.
 */
export function allowsNamespace(project: Manifest | undefined, namespace: string | undefined): boolean {
  const patterns = namespacesOf(project);
  if (patterns === undefined || namespace === undefined) return true;
  // Argo CD's other patterns ([…], {…}) are not interpreted here.
  if (patterns.some((pattern) => /[[{?]/.test(pattern))) return true;
  const matches = (pattern: string) =>
    new RegExp(`^${pattern.replace(/[.+^$()|\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(namespace);
  const [denied, allowed] = [patterns.filter((p) => p.startsWith('!')), patterns.filter((p) => !p.startsWith('!'))];
  return allowed.some(matches) && !denied.some((pattern) => matches(pattern.slice(1)));
}

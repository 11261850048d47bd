import { at, groupOf, list, type Manifest, record } from '../object/manifest';

/** Whether a project lets Argo CD write an object of this kind; one that is not there is another rule's matter. */
export function allowsKind(project: Manifest | undefined, { apiVersion, kind, metadata }: Manifest): boolean {
  if (project === undefined) return true;
  const group = groupOf(apiVersion);
  const kinds = at(project, `spec.${metadata.namespace === undefined ? 'cluster' : 'namespace'}ResourceWhitelist`);
  if (kinds === undefined) return metadata.namespace !== undefined;
  return list(kinds)
    .map(record)
    .some((one) => ['*', group].includes(String(one.group)) && ['*', kind].includes(String(one.kind)));
}

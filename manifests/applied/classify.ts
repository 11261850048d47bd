import { groupOf, text } from '../object/manifest';
import { isEncryptedByGit, isEncryptedBySops } from './built';
import { type FileTree, isKustomizationFile, type TreeFile, textIn } from './file-tree';

/** What a file is: `objects` are judged, those that are `encrypted` exist, and of anything else it is said why it is not judged. */
export type FileRole =
  | { readonly is: 'objects' }
  | { readonly is: 'encrypted' | 'other' | 'template'; readonly why: string };

/** Kinds of files with apiVersion and kind that are read by a program, and that no API server knows. */
const FOR_PROGRAMS =
  /^(?:kind\.x-k8s\.io|kubeadm\.k8s\.io|kubelet\.config\.k8s\.io|skaffold|ctlptl\.dev|backstage\.io|k3d\.io|apiserver\.config\.k8s\.io|audit\.k8s\.io|config\.kubernetes\.io|chainsaw\.kyverno\.io|client\.authentication\.k8s\.io|eksctl\.io|krew\.googlecontainertools\.github\.com|cli\.kyverno\.io|kuttl\.dev|kustomize\.config\.k8s\.io)$/;
const HELM_SYNTAX = /\{\{-?\s*(?:\.|\$|include\b|template\b|if\b|range\b|with\b|end\b|define\b|toYaml\b|else\b|\/\*)/;
const TOOLS: readonly [pattern: RegExp, what: string][] = [
  [/(?:^|\/)\.(?!\/)[^/]+\//, 'a folder for a tool'],
  [/(?:^|\/)\.[^/]+$/, 'the configuration of a tool'],
  [/(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/, 'Docker Compose'],
  [/(?:^|\/)mkdocs[^/]*\.ya?ml$/, 'MkDocs'],
  [/(?:^|\/)(?:helm)?values[^/]*\.ya?ml$/i, 'values of a Helm chart'],
  [/\.json$/, 'JSON that is no Kubernetes object'],
];

/** Why an object is not judged, of which SOPS has encrypted values. */
export const ENCRYPTED = 'encrypted with SOPS: it counts as existing';

export function fileRoleOf(file: TreeFile, tree: FileTree): FileRole {
  const { path, documents } = file;
  const chart = tree.chartOf(path);
  if (chart !== undefined) return { is: 'other', why: `part of the Helm chart ${chart}` };
  if (isKustomizationFile(path)) return { is: 'other', why: 'a kustomization: what it makes is judged' };
  const [tool] = TOOLS.slice(0, 2).filter(([pattern]) => pattern.test(path));
  if (tool) return { is: 'other', why: tool[1] };
  if (documents.length === 0) return { is: 'other', why: 'empty' };
  if (isEncryptedByGit(file)) return { is: 'encrypted', why: 'encrypted with git-crypt' };
  if (documents.every(({ manifest }) => isEncryptedBySops(manifest))) return { is: 'encrypted', why: ENCRYPTED };
  const objects = documents.flatMap(({ manifest }) => manifest ?? []);
  if (objects.length > 0 && objects.every(({ apiVersion, kind }) => isForProgram(apiVersion, kind))) {
    return { is: 'other', why: `${objects[0]?.kind} is read by a program, not by an API server` };
  }
  const isTemplate = objects.length === 0 || objects.some(({ metadata }) => text(metadata.name)?.includes('{{'));
  const content = isTemplate ? textIn(file) : '';
  if (HELM_SYNTAX.test(content)) return { is: 'template', why: 'a template of Helm' };
  if (objects.length > 0) return { is: 'objects' };
  if (/\{\{|\{%/.test(content)) return { is: 'other', why: 'a template' };
  if (isObjectLike(content)) return { is: 'objects' };
  const [, what] = TOOLS.find(([pattern]) => pattern.test(path)) ?? [];
  return { is: 'other', why: what ?? 'no Kubernetes object: it has no apiVersion and kind' };
}

function isForProgram(apiVersion: string, kind: string): boolean {
  return (
    FOR_PROGRAMS.test(groupOf(apiVersion) || (apiVersion.split('/')[0] ?? '')) ||
    (kind === 'Config' && apiVersion === 'v1')
  );
}

/** Meant as an object, although it cannot be read as one. */
function isObjectLike(text: string): boolean {
  const has = (key: string) => new RegExp(`^"?${key}"?:`, 'm').test(text);
  const [kind, version, metadata] = [has('kind'), has('apiVersion'), has('metadata')];
  return (kind && version) || ((kind || version) && metadata);
}

/** Whether a text that cannot be read is a template of Helm. */
export function isHelmTemplate(text: string): boolean {
  return HELM_SYNTAX.test(text);
}

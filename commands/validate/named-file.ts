import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { build } from '../../manifests/applied/built';
import { fileRoleOf, isHelmTemplate } from '../../manifests/applied/classify';
import { FileTree, type TreeFile, textIn } from '../../manifests/applied/file-tree';
import { kustomizationIn } from '../../manifests/applied/kustomization';
import type { Finding } from '../../manifests/object/violation';
import { helmTemplate, notJudged } from '../../rules/folders/unread-sources';
import { isFile, kustomizationsAbove } from './kustomizations-above';
import type { Read } from './plain';

const IS_OBJECT = /^(?:kind|apiVersion):/m;
const TEMPLATE = /\{\{|\{%/;

/**
 * A file that was named by itself, as the kustomization in its folder or above applies it; with a finding in the place of what is no object
 * until something has used it.
 */
export function namedFile(file: Read): Read {
  const finding = unjudged(file);
  if (finding !== undefined) return instead(file, finding);
  return file.name === '-' ? file : kustomized(file);
}

function instead(file: Read, finding: Finding): Read {
  return { ...file, documents: [{ file: file.name, document: 0, findings: [finding] }] };
}

function unjudged(file: Read): Finding | undefined {
  const isBroken = file.documents.some(({ findings = [] }) => findings.some(({ rule }) => rule === 'yaml-syntax'));
  if (isBroken && isHelmTemplate(textIn(file))) return helmTemplate('error', chartAbove(file.name));
  // What is piped in is meant to be judged.
  if (file.name === '-') return undefined;
  // Named by the user, it is no file for a tool only because of the folder that it is in, or because it is hidden.
  const role = fileRoleOf({ ...file, path: basename(file.name).replace(/^\.+/, '') }, new FileTree([]));
  if (role.is === 'objects') return undefined;
  // Task and others fill in their files as Helm does.
  if (role.is === 'template' && IS_OBJECT.test(textIn(file))) return helmTemplate('error', chartAbove(file.name));
  return isBroken && role.is === 'other' && !TEMPLATE.test(textIn(file))
    ? undefined
    : notJudged(role.why, dirname(file.name));
}

/** The folder of the chart that a file belongs to. */
function chartAbove(file: string): string | undefined {
  const [, folder] = /^(?:(.*)\/)?templates\//.exec(file) ?? [];
  return folder !== undefined && isFile(join(folder, 'Chart.yaml')) ? folder : undefined;
}

/** With the namespace and the patches of the kustomization that includes it. */
function kustomized(file: Read): Read {
  for (const path of kustomizationsAbove(file.name)) {
    const folder = dirname(path);
    const own = { ...file, path: relative(folder, resolve(file.name)).split(sep).join('/') };
    const itself = onDisk(folder, basename(path));
    const parts = kustomizationIn(new FileTree([itself, own]), '.')?.parts ?? [];
    if (parts.includes(own.path)) {
      return instead(
        file,
        notJudged(`${relative('', path)} reads it as a part: a patch, or values`, relative('', folder) || '.'),
      );
    }
    const others = parts.filter((part) => isFile(join(folder, part))).map((part) => onDisk(folder, part));
    const documents = build(new FileTree([itself, own, ...others]), '.').documents;
    if (documents.length > 0) return { ...file, documents };
  }
  return file;
}

function onDisk(folder: string, path: string): TreeFile {
  return { path, documents: [], content: () => readFileSync(join(folder, path)) };
}

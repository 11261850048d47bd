import { posix } from 'node:path';
import { isEnabledBy } from '../helm/dependency-cluster';
import type { Document } from '../object/document';
import { list, record, text } from '../object/manifest';
import { type FileTree, valueIn } from './file-tree';

/**
 * The charts of a repository that install other charts. They are no objects, and say which version of the operator there is.
 * What their own values switch off is left out.
 */
export function umbrellaCharts(tree: FileTree): Document[] {
  return [...tree.files.values()].flatMap((file): Document[] => {
    if (posix.basename(file.path) !== 'Chart.yaml') return [];
    const folder = posix.dirname(file.path);
    const { name, dependencies } = valueIn(file);
    const own = tree.files.get(posix.join(folder, 'values.yaml'));
    const values = own === undefined ? {} : valueIn(own);
    const enabled = list(dependencies).filter((each) => isEnabledBy(record(each).condition, values));
    if (enabled.length === 0) return [];
    const metadata = { name: text(name) ?? posix.basename(folder) };
    const manifest = { apiVersion: 'v2', kind: 'Chart', metadata, folder, dependencies: enabled, values };
    return [{ manifest, file: file.documents[0]?.file ?? file.path, document: 0 }];
  });
}

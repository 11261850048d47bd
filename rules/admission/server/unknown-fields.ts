import { isObject } from '../../../manifests/object/json';
import { nearest } from '../../../values/text/nearest';
import { type Path, pathText } from '../path';
import type { Report } from '../report';
import type { LaterRelease } from './later-release';
import type { Node } from './node';

/** What is known of servers with other schemas. */
export interface OtherServers {
  /** Whether the server may know more fields than the schema: then unknown ones are warnings. */
  readonly mayKnowMore: boolean;
  /** The release after that of the target that has the field at a place. */
  later(path: Readonly<Path>): LaterRelease | undefined;
}

const NONE: OtherServers = { mayKnowMore: false, later: () => undefined };

const META = new Set(['apiVersion', 'kind', 'metadata']);

/** Fields that are not in the schema. A strict server refuses them, and `kubectl` and Argo CD ask for strictness. */
export function findUnknownFields(
  value: unknown,
  node: Node | undefined,
  path: Path,
  report: Report,
  others: OtherServers = NONE,
): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      path.push(index);
      findUnknownFields(item, node?.preserve ? (node.items ?? node) : node?.items, path, report, others);
      path.pop();
    });
    return;
  }
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    if (META.has(key) && (path.length === 0 || node?.embedded)) continue;
    const child = node?.field(key);
    if (child === undefined && (node?.preserve || node?.anyField)) continue;
    path.push(key);
    if (child === undefined) complain(key, node, path, report, others);
    else findUnknownFields(value[key], child, path, report, others);
    path.pop();
  }
}

function complain(key: string, node: Node | undefined, path: Path, report: Report, others: OtherServers): void {
  const severity = others.mayKnowMore ? 'warning' : 'error';
  const later = others.later(path);
  if (later !== undefined) {
    const message = `is not a field of this kind in the version of the target: ${later.fact}`;
    report.add('unknown-field', severity, pathText(path), message, `${later.fix}, or remove ${key}`);
    return;
  }
  const known = [...(node?.properties.keys() ?? [])];
  const near = meant(key, known);
  const fix = near === undefined ? `remove ${key}; ${knownText(known)}` : `write ${near} instead of ${key}`;
  report.add('unknown-field', severity, pathText(path), 'is not a field of this kind', fix);
}

function knownText(known: readonly string[]): string {
  if (known.length === 0) return 'no fields are allowed here';
  const some = known.toSorted().slice(0, 12).join(', ');
  return `the known fields are ${some}${known.length > 12 ? ', …' : ''}`;
}

/** The known field that was most probably meant by `key`. */
function meant(key: string, known: readonly string[]): string | undefined {
  if (key.length > 64) return undefined;
  const folded = new Map(known.map((name) => [name.toLowerCase(), name]));
  return folded.get(nearest(key.toLowerCase(), folded.keys(), key.length <= 4 ? 1 : 2) ?? '');
}

import { createRequire } from 'node:module';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Position } from '../../manifests/object/document';
import { objectName } from '../../manifests/object/identity';
import type { Severity, Violation } from '../../manifests/object/violation';
import type { Entry } from '../../rules/engine/entry';
import { ruleset } from '../../rules/engine/ruleset';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * Violations as a log of SARIF 2.1.0, which code scanning services read.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(
  violations: readonly Violation[],
  positionOf: (violation: Violation) => Position | undefined,
): string {
  const found = [...new Set(violations.map(({ rule }) => rule))].sort();
  const ruleIndexes = new Map(found.map((rule, index) => [rule, index]));
  const { version } = createRequire(__filename)('cnpg-gitops/package.json') as { readonly version: string };
  const driver = { name: 'cnpg-gitops', version, rules: found.map((id) => descriptor(id, ruleset().get(id))) };
  const results = violations.map((violation) => ({
    ruleId: violation.rule,
    ruleIndex: ruleIndexes.get(violation.rule),
    ...result(violation, positionOf(violation)),
  }));
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function descriptor(id: string, entry: Entry | undefined) {
  if (entry === undefined) return { id };
  const { severity, says, why, docs, layer } = entry;
  return {
    id,
    shortDescription: { text: says },
    ...(why !== undefined && { fullDescription: { text: why } }),
    ...(docs.startsWith('https:') && { helpUri: docs }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [layer] },
  };
}

function result(violation: Violation, position: Position | undefined) {
  const { rule, severity, path, message, fix, file, kind } = violation;
  const object = kind === null ? undefined : objectName(violation);
  const name = [...(object === undefined ? [] : [object]), ...(path === null ? [] : [path])].join(' ');
  const region = position && { startLine: position.line, startColumn: position.column };
  const location = {
    ...(file !== null && file !== '-' && { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }),
    ...(name !== '' && { logicalLocations: [{ fullyQualifiedName: name, kind: path === null ? 'object' : 'member' }] }),
  };
  return {
    level: LEVELS[severity],
    message: { text: fix === null ? message : `${message}\nfix: ${fix}` },
    locations: Object.keys(location).length === 0 ? [] : [location],
    // What is found again has the same name, whatever moved above it.
    partialFingerprints: { 'ruleObjectPath/v1': [rule, name].join(' ') },
  };
}

/** Relative to the folder in which the command runs: for a repository, its root. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}

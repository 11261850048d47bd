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
 * @param notes - what the run assumed: notifications of the run, and no results
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(
  violations: readonly Violation[],
  positionOf: (violation: Violation) => Position | undefined,
  notes: readonly Violation[] = [],
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
  const notifications = notes.map((note) => notification(note, positionOf(note)));
  const invocations = [{ executionSuccessful: true, toolConfigurationNotifications: notifications }];
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    ...(notes.length > 0 && { invocations }),
    results,
  };
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

function notification(note: Violation, position: Position | undefined) {
  return {
    descriptor: { id: note.rule },
    level: LEVELS[note.severity],
    message: { text: note.message },
    locations: locationsOf(note, position),
  };
}

function result(violation: Violation, position: Position | undefined) {
  const { rule, severity, message, fix } = violation;
  return {
    level: LEVELS[severity],
    message: { text: fix === null ? message : `${message}\nfix: ${fix}` },
    locations: locationsOf(violation, position),
    // What is found again has the same name, whatever moved above it.
    partialFingerprints: { 'ruleObjectPath/v1': [rule, logicalName(violation)].join(' ') },
  };
}

function locationsOf(violation: Violation, position: Position | undefined) {
  const { path, file } = violation;
  const name = logicalName(violation);
  const region = position && { startLine: position.line, startColumn: position.column };
  const location = {
    ...(file !== null && file !== '-' && { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }),
    ...(name !== '' && { logicalLocations: [{ fullyQualifiedName: name, kind: path === null ? 'object' : 'member' }] }),
  };
  return Object.keys(location).length === 0 ? [] : [location];
}

function logicalName(violation: Violation): string {
  const { kind, path } = violation;
  const object = kind === null ? undefined : objectName(violation);
  return [...(object === undefined ? [] : [object]), ...(path === null ? [] : [path])].join(' ');
}

/** Relative to the folder in which the command runs: for a repository, its root. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}

import { equal, field, isObject, type Json, put, show } from '../../../manifests/object/json';
import { at, list, record, text } from '../../../manifests/object/manifest';
import { answerOf } from '../../../manifests/object/watched';
import {
  dns1123LabelProblem,
  dns1123SubdomainProblem,
  labelValueProblem,
  qualifiedNameProblem,
} from '../../../values/kubernetes/names';
import type { Report } from '../report';
import { decodeProblems } from './go-decode';
import { METADATA_NODE } from './metadata-schema';

const LARGEST_ANNOTATIONS = 256 * 1024;
/** Split as in Go: at most one slash, and a part after it. */
const API_VERSION = /^(?:[^/]*\/)?[^/]+$/;
const UNCHANGEABLE = ['name', 'namespace', 'uid'];

/** Metadata that cannot be decoded. The server checks nothing else in that case. */
export function decodeMetadata(object: Json, report: Report): void {
  const metadata = field(object, 'metadata');
  if (metadata === undefined) return;
  decodeProblems(metadata, METADATA_NODE, ['metadata'], (_, path, message, fix) =>
    report.error('metadata-type', path, message, fix),
  );
}

/** Go ignores null: fields are dropped, texts of labels and annotations become empty. */
export function settleMetadata(object: Json): void {
  const { metadata } = object;
  if (!isObject(metadata)) return;
  for (const key of Object.keys(metadata)) {
    const value = metadata[key];
    if (value === null) delete metadata[key];
    if ((key === 'labels' || key === 'annotations') && isObject(value)) {
      for (const name of Object.keys(value)) if (value[name] === null) put(value, name, '');
    }
  }
}

/** Names, labels, annotations, owners and finalizers, as for every kind. */
export function checkMetadata(object: Json, old: Json | undefined, namespaced: boolean, report: Report): void {
  const metadata = record(field(object, 'metadata'));
  if (old === undefined) checkNames(metadata, namespaced, report);
  else {
    checkUnchanged(metadata, record(field(old, 'metadata')), report);
    checkKeptPrefix(metadata, report);
  }
  checkLabels(metadata, report);
  checkAnnotations(metadata, report);
  checkOwners(metadata, report);
  checkFinalizers(metadata, report);
}

function checkNames(metadata: Readonly<Json>, namespaced: boolean, report: Report): void {
  const error = (path: string, message: string, fix: string) => report.error('metadata-name', path, message, fix);
  const isEmpty = (key: string) => answerOf(metadata, key, (value) => (text(value) ?? '') === '');
  if (isEmpty('name') && isEmpty('generateName')) error('metadata.name', 'is missing', 'set metadata.name');
  const check = (key: string, problemOf: (name: string) => string | undefined, fix: string) => {
    const problem = answerOf(metadata, key, (value) => (text(value) ? problemOf(value as string) : undefined));
    if (problem !== undefined) error(`metadata.${key}`, `${show(metadata[key])} ${problem}`, fix);
  };
  check('name', dns1123SubdomainProblem, 'rename the object');
  check('generateName', (prefix) => dns1123SubdomainProblem(prefix.replace(/-$/, 'a')), 'change the prefix');
  if (namespaced) check('namespace', dns1123LabelProblem, 'use the name of a namespace');
  const version = text(metadata.resourceVersion) ?? '';
  if (/^0*[1-9][0-9]*$/.test(version)) {
    const message = `${show(version)} is set on an object that does not exist yet`;
    report.error('metadata-resource-version', 'metadata.resourceVersion', message, 'remove resourceVersion');
  }
}

function checkUnchanged(metadata: Readonly<Json>, old: Readonly<Json>, report: Report): void {
  for (const key of UNCHANGEABLE) {
    const before = field(old, key) ?? (key === 'namespace' ? 'default' : undefined);
    const after = field(metadata, key) ?? (key === 'namespace' ? 'default' : undefined);
    // The server takes what a manifest omits from the object that it replaces.
    if (after === undefined || before === undefined || equal(before, after)) continue;
    const message = `changes from ${show(before)} to ${show(after)}, which makes it another object`;
    report.error('metadata-immutable', `metadata.${key}`, message, 'keep it, or create another object');
  }
  checkDeletion(metadata, old, report);
  if ((field(old, 'deletionTimestamp') ?? undefined) === undefined) return;
  const before = list(old.finalizers);
  const added = list(metadata.finalizers).filter((finalizer) => !before.includes(finalizer));
  if (added.length === 0) return;
  const message = `adds ${added.map(show).join(', ')} to an object that is being deleted`;
  report.error('metadata-finalizers', 'metadata.finalizers', message, 'wait until it is gone, then create it again');
}

/** Only a deletion sets these. For an object that is being deleted the server keeps its own time, whatever the update says. */
function checkDeletion(metadata: Readonly<Json>, old: Readonly<Json>, report: Report): void {
  for (const key of ['deletionTimestamp', 'deletionGracePeriodSeconds']) {
    const [before, after] = [field(old, key) ?? undefined, field(metadata, key) ?? undefined];
    if (after === undefined || equal(before, after) || (key === 'deletionTimestamp' && before !== undefined)) continue;
    const message = before === undefined ? `sets ${show(after)}` : `changes from ${show(before)} to ${show(after)}`;
    report.error('metadata-immutable', `metadata.${key}`, `${message}, which only a deletion may do`, `remove ${key}`);
  }
}

/** In an update the prefix is not used. The server only requires that it could be part of an address. */
function checkKeptPrefix(metadata: Readonly<Json>, report: Report): void {
  const prefix = text(metadata.generateName) ?? '';
  if (!/[/%]/.test(prefix)) return;
  const message = `${show(prefix)} contains / or %`;
  report.error('metadata-name', 'metadata.generateName', message, 'remove the prefix: the object already has its name');
}

function checkLabels(metadata: Readonly<Json>, report: Report): void {
  const labels = record(metadata.labels);
  for (const key of Object.keys(labels)) {
    const problem = qualifiedNameProblem(key);
    if (problem !== undefined) {
      report.error('metadata-labels', 'metadata.labels', `the key ${show(key)} ${problem}`, 'rename the label');
    }
    const valueProblem = answerOf(labels, key, (value) => labelValueProblem(text(value) ?? ''));
    if (valueProblem !== undefined) {
      const message = `the value ${show(field(labels, key))} of ${key} ${valueProblem}`;
      report.error('metadata-labels', 'metadata.labels', message, 'use an annotation for free text');
    }
  }
}

function checkAnnotations(metadata: Readonly<Json>, report: Report): void {
  let bytes = 0;
  for (const [key, value] of Object.entries(record(metadata.annotations))) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(text(value) ?? '');
    const problem = qualifiedNameProblem(key.toLowerCase());
    if (problem === undefined) continue;
    const message = `the key ${show(key)} ${problem}`;
    report.error('metadata-annotations', 'metadata.annotations', message, 'rename the annotation');
  }
  if (bytes <= LARGEST_ANNOTATIONS) return;
  const message = `annotations have ${bytes} bytes in total, allowed: ${LARGEST_ANNOTATIONS}`;
  report.error('metadata-annotations', 'metadata.annotations', message, 'keep large texts in a ConfigMap');
}

function checkOwners(metadata: Readonly<Json>, report: Report): void {
  let controllers = 0;
  const owners = list(metadata.ownerReferences);
  owners.forEach((owner, index) => {
    // The server drops duplicate owners.
    if (owners.findIndex((other) => equal(other, owner)) < index) return;
    const reference = record(owner);
    const path = 'metadata.ownerReferences';
    const apiVersion = text(reference.apiVersion) ?? '';
    for (const key of ['apiVersion', 'kind', 'name', 'uid']) {
      if ((text(field(reference, key)) ?? '') !== '') continue;
      report.error('metadata-owners', `${path}.${key}`, `of entry ${index} is empty`, `set the ${key} of the owner`);
    }
    if (apiVersion !== '' && !API_VERSION.test(apiVersion)) {
      const message = `${show(apiVersion)} of entry ${index} has no version: an apiVersion is a version, or a group and a version`;
      report.error(
        'metadata-owners',
        `${path}.apiVersion`,
        message,
        'set the apiVersion of the owner, such as apps/v1',
      );
    }
    if (/^\/?v1$/.test(apiVersion) && reference.kind === 'Event') {
      report.error('metadata-owners', path, 'an Event cannot be an owner', 'name another owner');
    }
    if (reference.controller === true && ++controllers === 2) {
      report.error('metadata-owners', path, 'two owners have controller: true', 'keep it on one of them');
    }
  });
}

function checkFinalizers(metadata: Readonly<Json>, report: Report): void {
  const finalizers = list(metadata.finalizers).map((finalizer) => text(finalizer) ?? '');
  const error = (message: string, fix: string) =>
    report.error('metadata-finalizers', 'metadata.finalizers', message, fix);
  for (const finalizer of finalizers) {
    const problem = qualifiedNameProblem(finalizer);
    if (problem !== undefined) error(`${show(finalizer)} ${problem}`, 'write a name such as example.com/cleanup');
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    error('orphan and foregroundDeletion exclude each other', 'keep one of them');
  }
}

/** Whether the {@link completedName} passes a test. */
export function nameFits(object: Json, test: (name: string) => boolean): boolean {
  const metadata = record(field(object, 'metadata'));
  return (
    answerOf(metadata, 'name', (name) => (text(name) ? test(name as string) : undefined)) ?? test(completedName(object))
  );
}

/** The name as the webhooks see it. The server has already completed a `generateName`, with five characters. */
export function completedName(object: Json): string {
  const name = text(at(object, 'metadata.name')) ?? '';
  const prefix = text(at(object, 'metadata.generateName')) ?? '';
  return name === '' && prefix !== '' ? `${prefix.slice(0, 58)}xxxxx` : name;
}

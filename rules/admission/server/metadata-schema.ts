import { compile } from './node';
import type { Schema } from './schema';

// ObjectMeta of Kubernetes 1.34. Null is absent in its fields, as everywhere in Go's decoder.

const text: Schema = { type: 'string', nullable: true };
const integer: Schema = { type: 'integer', nullable: true };
const truth: Schema = { type: 'boolean', nullable: true };
const texts: Schema = { type: 'object', nullable: true, additionalProperties: text };
const time: Schema = { type: 'string', nullable: true, format: 'go-time' };

const ownerReference: Schema = {
  type: 'object',
  nullable: true,
  properties: { apiVersion: text, kind: text, name: text, uid: text, controller: truth, blockOwnerDeletion: truth },
};

const managedFields: Schema = {
  type: 'object',
  nullable: true,
  properties: {
    manager: text,
    operation: text,
    apiVersion: text,
    time,
    fieldsType: text,
    fieldsV1: { 'x-kubernetes-preserve-unknown-fields': true },
    subresource: text,
  },
};

export const METADATA_NODE = compile({
  type: 'object',
  nullable: true,
  properties: {
    name: text,
    generateName: text,
    namespace: text,
    selfLink: text,
    uid: text,
    resourceVersion: text,
    generation: integer,
    creationTimestamp: time,
    deletionTimestamp: time,
    deletionGracePeriodSeconds: integer,
    labels: texts,
    annotations: texts,
    ownerReferences: { type: 'array', nullable: true, items: ownerReference },
    finalizers: { type: 'array', nullable: true, items: text },
    managedFields: { type: 'array', nullable: true, items: managedFields },
  },
});

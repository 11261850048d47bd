import * as k8s from 'cdk8s-plus-30/lib/imports/k8s';
import { Construct } from 'constructs';
import { type ObjectProps, objectMetadata } from '../base/object-metadata';
import { SyncWave } from '../gitops/protection';
import type { SqlReference } from '../postgres/bootstrap';

/** Props of {@link SqlScript}. */
export interface SqlScriptProps extends ObjectProps {
  /** The statements; no psql commands (`\i`), which CNPG does not know. */
  readonly sql: string;
}

/**
 * A script in a ConfigMap, for `applicationSql.scripts` of `initdb`. CNPG sends it as one multi-statement query, so that it is one
 * transaction: all of it happens, or none.
 * @see https://cloudnative-pg.io/documentation/1.28/bootstrap/#executing-queries-after-initialization
 */
export class SqlScript extends Construct {
  /** The script as `initdb` takes it. */
  readonly reference: SqlReference;

  constructor(scope: Construct, id: string, props: SqlScriptProps) {
    super(scope, id);
    const key = 'script.sql';
    // Before the Cluster: the pod of its bootstrap hangs until it can mount the ConfigMap.
    const metadata = objectMetadata(this, props, { wave: SyncWave.PREREQUISITE });
    new k8s.KubeConfigMap(this, 'Resource', { metadata, data: { [key]: props.sql } });
    this.reference = { configMap: metadata.name, key };
  }
}

import { roleSecretUsername } from '../../../rules/expert/role-secret-username';
import { cluster, table } from './support';
import { databaseRole, role } from './support/references';

const secret = (username: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', namespace: 'shop' },
  stringData: { username },
});

table(roleSecretUsername, [
  [
    'of a role',
    [role({ passwordSecret: { name: 's' } }), secret('report')],
    ['has username "report", but the role is "reports"'],
  ],
  [
    'of the owner',
    [cluster({ bootstrap: { initdb: { database: 'shop', secret: { name: 's' } } } }), secret('app')],
    ['the role is "shop"'],
  ],
  [
    'of an object',
    [databaseRole({ passwordSecret: { name: 's' } }), secret('report')],
    ['has username "report", but the role is "reports"'],
  ],
  ['the name', [role({ passwordSecret: { name: 's' } }), secret('reports')], []],
  ...[
    ['encrypted', 'ENC[AES256_GCM,data:Tr7o,iv:1,tag:Q,type:str]'],
    ['a variable', '$' + '{APP}'],
    ['of the plugin for Vault', '<path:secret/data/shop#username>'],
    ['of the same, with its path in an annotation', '<username | base64encode>'],
    ['of Bank-Vaults', 'vault:secret/data/shop#username'],
    ['of 1Password', 'op://prod/shop/username'],
    ['of vals', 'ref+vault://secret/shop#/username'],
  ].map(([what = '', username = '']): Parameters<typeof table>[1][number] => [
    what,
    [role({ passwordSecret: { name: 's' } }), secret(username)],
    [],
  ]),
  ['a template', [role({ passwordSecret: { name: 's' } }), secret('{{ .name }}')], []],
]);

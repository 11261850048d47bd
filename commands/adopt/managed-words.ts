import { list, record, text } from '../../manifests/object/manifest';
import type { Node } from '../../rules/admission/server/node';
import { apiWords } from './api-words';
import { flagWord, instantWord, numberWord, secretWord, some, textWord } from './common-words';
import { type Expression, type Words, words } from './expression';

/** The roles that the operator keeps. */
export function roleWords(value: unknown): readonly Words[] | undefined {
  const found = list(value)
    .map(record)
    .map((role) =>
      words({
        name: text(role.name),
        ensure: role.ensure === 'absent' ? 'absent' : undefined,
        comment: textWord(role.comment),
        login: yes(role.login),
        password: role.disablePassword === true ? null : secretWord(role.passwordSecret),
        validUntil: instantWord(role.validUntil),
        connectionLimit: role.connectionLimit === -1 ? undefined : numberWord(role.connectionLimit),
        inRoles: some(role.inRoles),
        inherit: role.inherit === false ? false : undefined,
        createDatabase: yes(role.createdb),
        createRole: yes(role.createrole),
        replication: yes(role.replication),
        bypassRls: yes(role.bypassrls),
        superuser: yes(role.superuser),
      }),
    );
  return found.length === 0 ? undefined : found;
}

/** The services beside CNPG's own. */
export function serviceWords(value: unknown, node: Node | undefined): Expression | undefined {
  const schema = ['spec', 'managed', 'services', 'additional']
    .reduce<Node | undefined>((here, field) => here?.field(field), node)
    ?.items?.field('serviceTemplate')
    ?.field('spec');
  const found = list(value)
    .map(record)
    .map(({ selectorType, updateStrategy, serviceTemplate }) => {
      const { metadata, spec } = record(serviceTemplate);
      const { name, labels, annotations } = record(metadata);
      const { type, selector: _, ...rest } = record(spec);
      return words({
        name: text(name),
        access: textWord(selectorType),
        type: type === 'ClusterIP' ? undefined : textWord(type),
        labels: some(labels),
        annotations: some(annotations),
        updateStrategy: updateStrategy === 'patch' ? undefined : textWord(updateStrategy),
        spec: some(rest) === undefined ? undefined : apiWords(rest, schema),
      });
    });
  return found.length === 0 ? undefined : found;
}

function yes(value: unknown): boolean | undefined {
  return flagWord(value) === true ? true : undefined;
}

import { externalSecretUriEncoding } from '../../../rules/expert/external-secret-uri-encoding';
import { table } from './support';
import { generator, uri } from './support/rotation';

table(externalSecretUriEncoding, [
  ['symbols by default', [generator({}), uri('{{ .password }}')], ['Password shop generates symbols']],
  ['symbols by number', [generator({ symbols: 5 }), uri('{{.password}}')], ['Password shop']],
  ['no symbols', [generator({ symbols: 0 }), uri('{{ .password }}')], []],
  ['symbols that mean nothing', [generator({ symbolCharacters: '-_.~' }), uri('{{ .password }}')], []],
  ['one that does', [generator({ symbolCharacters: '-_$@' }), uri('{{ .password }}')], ['Password shop']],
  ['encoded', [generator({}), uri('{{ .password | urlquery }}')], []],
  ['a generator that is not in the run', [uri('{{ .password }}')], []],
]);

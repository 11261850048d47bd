import { synchronousPreferred } from '../../../rules/expert/synchronous-preferred';
import { table } from './support';
import { synchronous } from './support/availability';

table(synchronousPreferred, [
  ['preferred', [synchronous({ dataDurability: 'preferred' })], ['the primary continues alone when']],
  ['required', [synchronous({ dataDurability: 'required' })], []],
]);

import { writeFileSync } from 'node:fs';
import { dump } from 'js-yaml';
import { literalsOf } from '../samples';

// The floor: N databases as literals, printed with one call of the YAML library.
const [sample = '', count = '', file = ''] = process.argv.slice(2);
writeFileSync(file, dump(literalsOf(sample, Number(count)), { noRefs: true }));

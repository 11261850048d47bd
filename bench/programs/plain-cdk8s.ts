import { ApiObject, App, Chart } from 'cdk8s';
import { literalsOf } from '../samples';

// What cdk8s takes for N databases where nobody judges anything: one chart of plain objects.
const [sample = '', count = '', outdir = ''] = process.argv.slice(2);
const app = new App({ outdir });
const chart = new Chart(app, 'databases');
literalsOf(sample, Number(count)).forEach((manifest, i) => {
  new ApiObject(chart, `object-${i}`, manifest);
});
app.synth();

// Microsoft's own validator of Teams manifests: reads the manifests named as arguments and writes what each does wrong, a line of JSON each.
// The schemas come with the package; its own entry point would fetch them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const { default: Ajv } = require('ajv-draft-04');
const { default: addFormats } = require('ajv-formats');
const schemas = join(dirname(require.resolve('@microsoft/app-manifest')), 'json-schemas', 'teams');
const ajv = addFormats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }));
for (const file of process.argv.slice(2)) {
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const [version, name] = manifest.$schema.split('/').slice(-2);
  const check = ajv.compile(JSON.parse(readFileSync(join(schemas, version, name), 'utf8')));
  check(manifest);
  console.log(JSON.stringify({ checked: name, wrong: (check.errors ?? []).map((e) => `${e.instancePath} ${e.message}`) }));
}

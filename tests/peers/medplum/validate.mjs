// Judges resources by Medplum's validator: structure and FHIRPath invariants.
//
//   NOCTE_PEER=FOLDER node validate.mjs FILE…
//
// Prints one JSON object: for each file its errors and warnings.
import { readFileSync } from 'node:fs';
import { core, definitions } from './parts.mjs';

const { indexStructureDefinitionBundle, validateResource } = core;
indexStructureDefinitionBundle(definitions.readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(definitions.readJson('fhir/r4/profiles-resources.json'));

const words = (issue) => `${issue.expression?.join() ?? ''}: ${issue.details?.text ?? issue.code}`;
const answer = {};
for (const name of process.argv.slice(2)) {
  let issues;
  try {
    issues = validateResource(JSON.parse(readFileSync(name, 'utf8')));
  } catch (refusal) {
    if (!refusal.outcome) throw refusal;
    issues = refusal.outcome.issue;
  }
  const of = (...severities) => issues.filter((i) => severities.includes(i.severity)).map(words);
  answer[name] = { errors: of('error', 'fatal'), warnings: of('warning') };
}
console.log(JSON.stringify(answer));

// Medplum's FHIR router over its in-memory repository, on a loopback port of its own choice.
//
//   NOCTE_PEER=FOLDER node server.mjs
//
// Says `up http://127.0.0.1:PORT/fhir` when it listens. Ours in it: the HTTP around the router, and the answer to
// `/metadata`, which the router leaves to the server it stands in.
import http from 'node:http';
import { core, definitions, router } from './parts.mjs';

const { FhirRouter, MemoryRepository } = router();
const { getStatus, indexSearchParameterBundle, indexStructureDefinitionBundle } = core;
indexStructureDefinitionBundle(definitions.readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(definitions.readJson('fhir/r4/profiles-resources.json'));
indexSearchParameterBundle(definitions.readJson('fhir/r4/search-parameters.json'));

const repository = new MemoryRepository();
const routes = new FhirRouter();
const TYPES = ['Patient', 'Device', 'Medication', 'MedicationRequest', 'MedicationAdministration',
  'MedicationStatement', 'Observation', 'AdverseEvent', 'DetectedIssue', 'Flag', 'Task', 'Communication',
  'Provenance', 'Consent', 'Basic', 'QuestionnaireResponse'];
const metadata = {
  resourceType: 'CapabilityStatement', status: 'active', date: '2026-01-01', kind: 'instance',
  software: { name: 'Medplum FhirRouter', version: '5.2.13' }, fhirVersion: '4.0.1', format: ['json'],
  rest: [{
    mode: 'server',
    interaction: [{ code: 'transaction' }, { code: 'batch' }],
    resource: TYPES.map((type) => ({
      type, versioning: 'versioned', updateCreate: true, conditionalCreate: true, conditionalUpdate: true,
      interaction: ['read', 'vread', 'update', 'create', 'search-type', 'history-instance'].map((code) => ({ code })),
    })),
  }],
};

function read(request) {
  return new Promise((resolve, reject) => {
    const parts = [];
    request.on('data', (part) => parts.push(part)).on('error', reject);
    request.on('end', () => resolve(Buffer.concat(parts).toString()));
  });
}

async function answer(request) {
  const body = await read(request);
  const path = request.url.replace(/^\/fhir/, '') || '/';
  if (path.split('?')[0] === '/metadata') return [200, metadata];
  const query = {};
  for (const [key, value] of new URL(path, 'http://x').searchParams) {
    query[key] = query[key] === undefined ? value : [].concat(query[key], value);
  }
  const [outcome, resource] = await routes.handleRequest({
    method: request.method, url: path, pathname: '', params: {}, query, headers: request.headers,
    body: body ? JSON.parse(body) : undefined,
  }, repository);
  return [getStatus(outcome), resource ?? outcome];
}

const server = http.createServer(async (request, response) => {
  let status, body;
  try {
    [status, body] = await answer(request);
  } catch (refusal) {
    status = refusal.outcome ? getStatus(refusal.outcome) : 500;
    body = refusal.outcome ?? { error: String(refusal) };
  }
  const headers = { 'content-type': 'application/fhir+json' };
  if (body?.meta?.versionId) headers.etag = `W/"${body.meta.versionId}"`;
  response.writeHead(status, headers);
  response.end(JSON.stringify(body));
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(`up http://127.0.0.1:${server.address().port}/fhir`);
});
// Ends with whoever started it, however that one ended.
process.stdin.resume().on('end', () => process.exit());

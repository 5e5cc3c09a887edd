// An authorisation server for SMART App Launch: oidc-provider with a public native client, PKCE S256 required,
// rotating refresh tokens and revocation, on a loopback port of its own choice.
//
//   NOCTE_PEER=FOLDER [FHIR=BASE] node server.mjs
//
// Says `up http://127.0.0.1:PORT` when it listens. Ours in it: the answer to `.well-known/smart-configuration`, and
// `patient` in the token's reply, which SMART adds to OpenID. Its login and consent pages take any name.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const need = createRequire(join(process.env.NOCTE_PEER, 'package.json'));
const { Provider } = await import(pathToFileURL(need.resolve('oidc-provider')));

const server = createServer();
await new Promise((listening) => server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const fhir = process.env.FHIR ?? `${issuer}/fhir`;

// What it can grant; it grants what is asked of that.
const scopes = ['openid', 'offline_access', 'fhirUser', 'launch/patient', ...(process.env.SCOPES ?? '').split(' ')]
  .filter((scope, at, all) => scope && all.indexOf(scope) === at);
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const seconds = Number(process.env.ACCESS_SECONDS ?? 300);
const provider = new Provider(issuer, {
  clients: [{
    client_id: process.env.CLIENT_ID ?? 'phone', token_endpoint_auth_method: 'none', application_type: 'native',
    redirect_uris: (process.env.REDIRECT ?? 'http://127.0.0.1/cb').split(' '),
    grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], scope: scopes.join(' '),
  }],
  scopes,
  pkce: { required: () => true },
  jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: 'k1' }] },
  cookies: { keys: [randomBytes(16).toString('hex')] },
  features: {
    devInteractions: { enabled: true }, revocation: { enabled: true }, rpInitiatedLogout: { enabled: false },
    resourceIndicators: {
      enabled: true, defaultResource: () => fhir, useGrantedResource: () => true,
      getResourceServerInfo: (_, resource) => ({
        audience: resource, scope: scopes.filter((scope) => scope.includes('/')).join(' '),
        accessTokenFormat: 'jwt', accessTokenTTL: seconds, jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  rotateRefreshToken: true,
  issueRefreshToken: (_, __, code) => code.scopes.has('offline_access'),
  ttl: {
    AccessToken: seconds, RefreshToken: 7_776_000, AuthorizationCode: 60, Grant: 1e6, Session: 1e6, Interaction: 600,
    IdToken: 600,
  },
  claims: { openid: ['sub', 'fhirUser'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, fhirUser: `${fhir}/Patient/${id}` }) }),
  extraTokenClaims: (_, token) => ({ patient: token.accountId }),
});
provider.use(async (context, next) => {
  if (context.path.endsWith('/.well-known/smart-configuration')) {
    context.body = {
      issuer, jwks_uri: `${issuer}/jwks`, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`,
      revocation_endpoint: `${issuer}/token/revocation`, grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'], scopes_supported: scopes,
      capabilities: ['launch-standalone', 'client-public', 'context-standalone-patient', 'permission-patient',
        'permission-offline', 'permission-v2', 'sso-openid-connect'],
    };
    return;
  }
  await next();
  if (context.path === '/token' && context.status === 200 && context.body?.access_token) {
    const claims = JSON.parse(Buffer.from(context.body.access_token.split('.')[1], 'base64url'));
    context.body = { ...context.body, patient: claims.sub };
  }
});
server.on('request', provider.callback());
console.log(`up ${issuer}`);
// Ends with whoever started it, however that one ended.
process.stdin.resume().on('end', () => process.exit());

// Opens a SMART Health Link twice: with kill-the-clipboard, which does all of it, and with Medplum's reader of links and
// jose, between which stands one request of our own. Prints one JSON object: what each found, or the name of its error.
import { createRequire } from "node:module";
import path from "node:path";

const { NOCTE_PEER: place, NOCTE_MEDPLUM: medplum, LINK: link, PASSCODE: passcode } = process.env;
const from = (folder, name) => import(createRequire(path.join(folder, "package.json")).resolve(name));
const { SHLViewer } = await from(place, "kill-the-clipboard");
const { compactDecrypt } = await from(place, "jose");
// Its file mentions a class that node 20 lacks; nothing of it is used here.
globalThis.WebSocket ??= class {};
const { parseSmartHealthLink } = await from(medplum, "@medplum/core");

const told = (bundle) => ({
  type: bundle.type,
  title: bundle.entry[0].resource.title,
  entries: bundle.entry.length,
  sections: bundle.entry[0].resource.section.map((one) => one.title),
});

// As much inside the manifest as the server likes, or next to nothing: then the file has an address of its own.
async function whole(embeddedLengthMax) {
  const viewer = new SHLViewer({ shlinkURI: link });
  const { fhirResources } = await viewer.resolveSHL({ recipient: "kill-the-clipboard", passcode, embeddedLengthMax });
  return told(fhirResources[0]);
}

async function halves() {
  const payload = parseSmartHealthLink(link);
  const flags = payload.flag ?? "";
  let sealed;
  if (flags.includes("U")) {
    const answer = await fetch(`${payload.url}?recipient=jose`);
    if (!answer.ok) throw Object.assign(new Error("refused"), { name: `status ${answer.status}` });
    sealed = await answer.text();
  } else {
    const body = JSON.stringify({ recipient: "jose", passcode, embeddedLengthMax: 1_000_000 });
    const answer = await fetch(payload.url, { method: "POST", headers: { "content-type": "application/json" }, body });
    if (!answer.ok) throw Object.assign(new Error("refused"), { name: `status ${answer.status}` });
    sealed = (await answer.json()).files[0].embedded;
  }
  const { plaintext, protectedHeader } = await compactDecrypt(sealed, Buffer.from(payload.key, "base64url"));
  if (protectedHeader.cty !== "application/fhir+json") throw new Error("another content type");
  return told(JSON.parse(new TextDecoder().decode(plaintext)));
}

const outcome = (work) => work().catch((error) => ({ error: error.name }));
console.log(JSON.stringify({
  killTheClipboard: await outcome(whole),
  byLocation: await outcome(() => whole(16)),
  medplumAndJose: await outcome(halves),
}));

// Passkeys: asks the browser, and sends what it answers. Without this script the password beside it does.
"use strict";
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const send = async (address, body, csrf) => {
    const headers = { "Content-Type": "application/json" };
    if (csrf) headers["X-Csrf"] = csrf;
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.words || "It did not work. Nothing was changed.");
    return said;
  };

  const make = async (options) => {
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    for (const key of options.excludeCredentials || []) key.id = bytes(key.id);
    const made = await navigator.credentials.create({ publicKey: options });
    const { clientDataJSON, attestationObject } = made.response;
    const response = { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) };
    response.transports = made.response.getTransports ? made.response.getTransports() : [];
    return { id: made.id, rawId: made.id, type: made.type, response, clientExtensionResults: {} };
  };

  const enter = async (options) => {
    options.challenge = bytes(options.challenge);
    for (const key of options.allowCredentials || []) key.id = bytes(key.id);
    const got = await navigator.credentials.get({ publicKey: options });
    const { clientDataJSON, authenticatorData, signature, userHandle } = got.response;
    const response = {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    };
    return { id: got.id, rawId: got.id, type: got.type, response, clientExtensionResults: {} };
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    const status = form.querySelector("[role=status]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const fields = Object.fromEntries(new FormData(form));
      const address = form.dataset.passkey;
      const ceremony = form.dataset.does === "make" ? make : enter;
      status.textContent = "Waiting for your device.";
      try {
        const options = await send(`${address}/options`, {}, fields.csrf);
        const answer = await ceremony(options);
        const done = await send(address, { ...fields, answer }, fields.csrf);
        window.location.assign(done.to);
      } catch (error) {
        const away = error.name === "NotAllowedError" || error.name === "AbortError";
        const known = error.name === "InvalidStateError";
        status.textContent = away
          ? "Your device did not answer, or you said no. Nothing was changed."
          : known
            ? "This device has a key of yours already. Nothing was changed."
            : error.message;
      }
    });
  }
})();

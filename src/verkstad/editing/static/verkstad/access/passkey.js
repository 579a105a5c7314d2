// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// Forms that a passkey fills in: the browser asks for it, and what it answers is posted in the field "credential".
// They are hidden until the browser says that it knows passkeys; all other ways in work without this script.

const knowsPasskeys = "PublicKeyCredential" in window && "webauthnJSON" in window;

function fill(form, ask) {
  const failed = form.querySelector("[data-passkey-failed]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask());
      form.submit();
    } catch (error) {
      console.warn(error);
      failed.hidden = false;
    }
  });
}

const written = (id) => JSON.parse(document.getElementById(id).textContent);

if (knowsPasskeys) {
  for (const form of document.querySelectorAll("form[data-passkey-log-in]")) {
    fill(form, async () => {
      const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      return webauthnJSON.get((await answer.json()).request_options);
    });
  }
  for (const form of document.querySelectorAll("form[data-passkey-use]")) {
    fill(form, () => webauthnJSON.get(written(form.dataset.passkeyUse).request_options));
  }
  for (const form of document.querySelectorAll("form[data-passkey-add]")) {
    fill(form, () => {
      const options = written(form.dataset.passkeyAdd).creation_options;
      const choice = options.publicKey.authenticatorSelection;
      choice.residentKey = "required";
      choice.requireResidentKey = true;
      choice.userVerification = "required";
      return webauthnJSON.create(options);
    });
  }
}

// Asks the browser's key, and sends what it answers as an ordinary form. Without a browser that knows keys, nothing shows.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

async function questionFor(form) {
  const answer = await fetch(`${form.dataset.passkey}/options`, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  // Whoever must prove again who they are, or lift the veil, finds it on the page itself.
  if (answer.status === 401) location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function proved(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) };
  const found = await navigator.credentials.get({ publicKey });
  return { ...head(found), response: {
    clientDataJSON: text(found.response.clientDataJSON),
    authenticatorData: text(found.response.authenticatorData),
    signature: text(found.response.signature),
    userHandle: found.response.userHandle ? text(found.response.userHandle) : null,
  } };
}

async function made(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: named(asked.excludeCredentials) };
  const found = await navigator.credentials.create({ publicKey });
  return { ...head(found), response: {
    clientDataJSON: text(found.response.clientDataJSON),
    attestationObject: text(found.response.attestationObject),
  } };
}

const head = (found) => ({ id: found.id, rawId: text(found.rawId), type: found.type, clientExtensionResults: found.getClientExtensionResults() });

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const status = form.querySelector("[role=status]");
    status.textContent = "";
    try {
      const asked = await questionFor(form);
      const answer = "user" in asked ? await made(asked) : await proved(asked);
      form.elements.answer.value = JSON.stringify(answer);
      form.submit();
    } catch {
      status.textContent = status.dataset.failed;
    }
  });
}

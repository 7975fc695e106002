// A real provider of identities (oidc-provider) for the tests: one client, one person, no network beyond this machine.
// Prints its address once it listens. What the person proves (acr, amr) is said on the command line, as JSON.
import { createServer } from "node:http";
import { once } from "node:events";
import Provider from "oidc-provider";

const said = JSON.parse(process.argv[2]);
const server = createServer((request, answer) => handle(request, answer)).listen(0, "127.0.0.1");
await once(server, "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: "console",
    client_secret: said.secret,
    redirect_uris: [said.back],
    post_logout_redirect_uris: [said.home],
    userinfo_signed_response_alg: "RS256",
    token_endpoint_auth_method: "client_secret_basic",
  }],
  acrValues: ["eidas1", "eidas2"],
  claims: { openid: ["sub"], acr: null, amr: null, auth_time: null },
  features: {
    devInteractions: { enabled: false },
    jwtUserinfo: { enabled: true },
    claimsParameter: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  pkce: { required: () => said.pkce },
  cookies: { keys: [said.secret] },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  ttl: { AccessToken: 60, AuthorizationCode: 30, IdToken: 60, Interaction: 60, Session: 60, Grant: 60 },
});
const oidc = provider.callback();

// The person says yes at once: their password and their telephone are the provider's business, not ours.
async function handle(request, answer) {
  if (!request.url.startsWith("/interaction/")) return oidc(request, answer);
  const { prompt, params, session } = await provider.interactionDetails(request, answer);
  if (prompt.name === "login") {
    const login = { accountId: said.account, acr: said.acr, amr: said.amr };
    return provider.interactionFinished(request, answer, { login });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope("openid");
  grant.addOIDCClaims(["acr", "amr"]);
  return provider.interactionFinished(request, answer, { consent: { grantId: await grant.save() } });
}

console.log(issuer);

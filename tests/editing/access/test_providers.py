# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in at one's own organisation, by OpenID Connect and by SAML, against providers on loopback."""

from __future__ import annotations

import base64
import json
import threading
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.contrib.auth import get_user_model

from tests.factories import make_user
from verkstad.site.logging_in import log_in_settings
from verkstad.site.settings_table import SettingsWrong, read_settings

pytestmark = pytest.mark.django_db


class Provider(ThreadingHTTPServer):
    """Answers each address with what ``answers`` holds for it."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[str, bytes]] = {}
        super().__init__(("127.0.0.1", 0), _Answering)
        self.address = f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str, value: object) -> None:
        self.answers[path] = ("application/json", json.dumps(value).encode())


class _Answering(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        kind, body = self.server.answers[urlsplit(self.path).path]
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def provider() -> Iterator[Provider]:
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def member():
    return make_user("anna@example.se", role="editor")


def _is_in(client, user) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


@pytest.fixture
def oidc(provider, settings):
    """From what the provider says of somebody to the answer that our callback gives."""
    chosen = {
        "VERKSTAD_OIDC_SERVER": provider.address,
        "VERKSTAD_OIDC_CLIENT_ID": "verkstad",
        "VERKSTAD_OIDC_CLIENT_SECRET": "s" * 32,
        "VERKSTAD_OIDC_NAME": "Myndigheten",
    }
    provider.answer(
        "/.well-known/openid-configuration",
        {
            "issuer": provider.address,
            "authorization_endpoint": f"{provider.address}/authorize",
            "token_endpoint": f"{provider.address}/token",
            "userinfo_endpoint": f"{provider.address}/userinfo",
            "jwks_uri": f"{provider.address}/keys",
        },
    )
    provider.answer("/token", {"access_token": "a", "token_type": "Bearer"})

    def log_in(client, says: dict, **more: str):
        settings.SOCIALACCOUNT_PROVIDERS = log_in_settings(read_settings({**chosen, **more}))["SOCIALACCOUNT_PROVIDERS"]
        provider.answer("/userinfo", {"sub": "42", **says})
        asked = client.get("/edit/login/with/oidc/sso/login/?next=/edit/account/")
        sent = parse_qs(urlsplit(asked.headers["location"]).query)
        assert asked.headers["location"].startswith(f"{provider.address}/authorize?")
        assert sent["code_challenge_method"] == ["S256"]
        assert sent["redirect_uri"] == ["http://testserver/edit/login/with/oidc/sso/login/callback/"]
        return client.get("/edit/login/with/oidc/sso/login/callback/", {"code": "c", "state": sent["state"][0]})

    return log_in


def test_oidc_lets_a_member_in_by_a_verified_address(client, member, oidc):
    answer = oidc(client, {"email": "Anna@Example.se", "email_verified": True})

    assert answer.headers["location"] == "/edit/account/"
    assert _is_in(client, member)


@pytest.mark.parametrize("verified", [False, None, "false", "true", 1])
def test_oidc_does_not_believe_an_address_that_is_not_verified(client, member, oidc, verified):
    answer = oidc(client, {"email": "anna@example.se", "email_verified": verified})

    assert answer.status_code == 200
    assert not _is_in(client, member)
    assert get_user_model().objects.count() == 1


def test_oidc_believes_a_provider_about_the_domains_that_it_answers_for(client, member, oidc):
    oidc(client, {"email": "anna@example.se"}, VERKSTAD_OIDC_MAIL_DOMAINS="example.org")
    assert not _is_in(client, member)

    oidc(client, {"email": "anna@example.se"}, VERKSTAD_OIDC_MAIL_DOMAINS="example.org, example.se")
    assert _is_in(client, member)


def test_oidc_lets_nobody_in_who_was_not_invited_or_was_let_go(client, member, oidc):
    member.is_active = False
    member.save()

    for address in ("stranger@example.se", "anna@example.se"):
        answer = oidc(client, {"email": address, "email_verified": True})
        assert answer.status_code in {200, 302}
        assert "_auth_user_id" not in client.session
    assert get_user_model().objects.count() == 1


def test_oidc_answer_that_nobody_asked_for_is_refused(client, member, oidc):
    oidc(client, {"email": "anna@example.se", "email_verified": True})
    client.logout()

    answer = client.get("/edit/login/with/oidc/sso/login/callback/", {"code": "c", "state": "made-up"})

    assert answer.status_code in {200, 401}
    assert not _is_in(client, member)


def test_the_log_in_page_names_the_provider(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = log_in_settings(
        read_settings(
            {
                "VERKSTAD_OIDC_SERVER": "https://id.example.se",
                "VERKSTAD_OIDC_CLIENT_ID": "verkstad",
                "VERKSTAD_OIDC_CLIENT_SECRET": "s",
                "VERKSTAD_OIDC_NAME": "Myndigheten",
            }
        )
    )["SOCIALACCOUNT_PROVIDERS"]

    page = client.get("/edit/login/?next=/edit/account/", HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert "Log in with Myndigheten" in page
    assert "/edit/login/with/oidc/sso/login/?next=" in page


def test_settings_that_say_nothing_alone_are_refused_and_secrets_not_repeated():
    with pytest.raises(SettingsWrong) as wrong:
        read_settings({"VERKSTAD_OIDC_SERVER": "https://id.example.se", "VERKSTAD_SAML_METADATA": "https://x.example"})
    assert wrong.value.problems == [
        "VERKSTAD_OIDC_SERVER needs VERKSTAD_OIDC_CLIENT_ID too.",
        "VERKSTAD_OIDC_SERVER needs VERKSTAD_OIDC_CLIENT_SECRET too.",
        "VERKSTAD_SAML_METADATA needs VERKSTAD_SAML_ENTITY_ID too.",
        "VERKSTAD_SAML_METADATA needs VERKSTAD_SAML_MAIL_DOMAINS too.",
    ]
    with pytest.raises(SettingsWrong) as wrong:
        read_settings({"VERKSTAD_OIDC_SERVER": "http://id.example.se", "VERKSTAD_OIDC_CLIENT_SECRET": "se\ncret"})
    assert "https://" in wrong.value.problems[0]
    assert "cret" not in wrong.value.problems[1]


# --- SAML ---

ENTITY = "https://idp.example.se/saml"
SP = "http://testserver/edit/login/with/saml/sso"


@pytest.fixture(scope="module")
def keys() -> tuple[str, str]:
    """A key and its certificate, as the provider has them."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.example.se")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return (
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
        certificate.public_bytes(serialization.Encoding.PEM).decode(),
    )


@pytest.fixture
def saml(provider, settings, keys):
    """From what a provider asserts to the answer that our side gives in the end."""
    key, certificate = keys
    bare = "".join(certificate.strip().splitlines()[1:-1])
    metadata = f"""<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{ENTITY}">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>{bare}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.se/sso"/>
</IDPSSODescriptor></EntityDescriptor>"""
    provider.answers["/metadata"] = ("application/samlmetadata+xml", metadata.encode())
    settings.SOCIALACCOUNT_PROVIDERS = log_in_settings(
        read_settings(
            {
                "VERKSTAD_SAML_METADATA": f"{provider.address}/metadata",
                "VERKSTAD_SAML_ENTITY_ID": ENTITY,
                "VERKSTAD_SAML_MAIL_DOMAINS": "example.se",
            }
        )
    )["SOCIALACCOUNT_PROVIDERS"]

    def log_in(client, address: str, *, sign: bool = True, in_response_to: str | None = None):
        client.defaults["HTTP_HOST"] = "testserver"
        asked = client.get("/edit/login/with/saml/sso/login/?next=/edit/account/")
        assert asked.headers["location"].startswith("https://idp.example.se/sso?")
        request = parse_qs(urlsplit(asked.headers["location"]).query)["SAMLRequest"][0]
        number = zlib.decompress(base64.b64decode(request), -15).decode().split('ID="')[1].split('"')[0]
        xml = _response(address, in_response_to or number)
        if sign:
            xml = _signed(xml, key, certificate)
        answer = client.post("/edit/login/with/saml/sso/acs/", {"SAMLResponse": base64.b64encode(xml).decode()})
        assert answer.headers["location"] == "/edit/login/with/saml/sso/acs/finish/"
        return client.get(answer.headers["location"])

    return log_in


def _signed(xml: bytes, key: str, certificate: str) -> bytes:
    """The response with its assertion signed, as a provider does it."""
    from lxml import etree
    from onelogin.saml2.utils import OneLogin_Saml2_Utils

    tree = etree.fromstring(xml)
    assertion = tree.find("{urn:oasis:names:tc:SAML:2.0:assertion}Assertion")
    signed = OneLogin_Saml2_Utils.add_sign(etree.tostring(assertion), key, certificate)
    tree.replace(assertion, etree.fromstring(signed))
    return etree.tostring(tree)


def _response(address: str, in_response_to: str) -> bytes:
    now = datetime.now(UTC)
    moment, later = (f"{time:%Y-%m-%dT%H:%M:%SZ}" for time in (now, now + timedelta(minutes=5)))
    return f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0" IssueInstant="{moment}" Destination="{SP}/acs/" InResponseTo="{in_response_to}">
<saml:Issuer>{ENTITY}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="_a1" Version="2.0" IssueInstant="{moment}"><saml:Issuer>{ENTITY}</saml:Issuer>
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">x</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{later}" Recipient="{SP}/acs/" InResponseTo="{in_response_to}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{moment}" NotOnOrAfter="{later}"><saml:AudienceRestriction><saml:Audience>{SP}/metadata/</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{moment}" SessionIndex="_s1"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="urn:oid:0.9.2342.19200300.100.1.3"><saml:AttributeValue>{address}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>
</saml:Assertion></samlp:Response>""".encode()


def test_saml_lets_a_member_in_by_an_address_of_the_providers_domain(client, member, saml):
    answer = saml(client, "anna@example.se")

    assert answer.headers["location"] == "/edit/account/"
    assert _is_in(client, member)


def test_saml_is_not_believed_about_other_domains(client, saml):
    other = make_user("bo@example.org", role="administrator")

    saml(client, "bo@example.org")

    assert not _is_in(client, other)


@pytest.mark.parametrize("spoil", [{"sign": False}, {"in_response_to": "_another"}])
def test_saml_answer_that_is_unsigned_or_was_not_asked_for_is_refused(client, member, saml, spoil):
    saml(client, "anna@example.se", **spoil)

    assert not _is_in(client, member)


def test_saml_metadata_of_ours_can_be_given_to_the_provider(client, saml):
    page = client.get("/edit/login/with/saml/sso/metadata/")

    assert f"{SP}/acs/".encode() in page.content

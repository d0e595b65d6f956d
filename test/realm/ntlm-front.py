"""A web server that lets in who proves by NTLM who they are, with Impacket's side of the protocol.

Reads its configuration as JSON from the file that is named. Extended protection is required, as a careful administrator
sets it in IIS. Each proof is written to a file of its own line: `taken` or `refused`, and for whom.
"""

import base64
import hashlib
import http.client
import http.server
import json
import os
import ssl
import struct
import sys
import time
from urllib.parse import urlsplit

from impacket import ntlm
from impacket.nt_errors import STATUS_SUCCESS
from impacket.smbserver import computeNTLMv2

with open(sys.argv[1], encoding='utf-8') as file:
    config = json.load(file)


def channel_binding():
    """MD5 of the gss_channel_bindings_struct with `tls-server-end-point` (RFC 5929, MS-NLMP 3.1.5.1.2)."""
    with open(config['certificate'], encoding='ascii') as file:
        first = file.read().split('-----END CERTIFICATE-----')[0] + '-----END CERTIFICATE-----\n'
    name = b'tls-server-end-point:' + hashlib.sha256(ssl.PEM_cert_to_DER_cert(first)).digest()
    return hashlib.md5(bytes(16) + struct.pack('<I', len(name)) + name).digest()


BINDING = channel_binding()
BEHIND = urlsplit(config['behind'])
BEHIND_CONTEXT = ssl.create_default_context(cafile=config['authority'])
BEHIND_CONTEXT.check_hostname = False


class Proof:
    """NTLM on one connection: its negotiate message, then what the answer to our challenge proves."""

    def __init__(self):
        self.asked = None
        self.challenge = None

    def begin(self, message):
        """Base64 of the challenge."""
        self.asked = ntlm.NTLMAuthNegotiate()
        self.asked.fromString(message)
        target = ntlm.AV_PAIRS()
        for name in (ntlm.NTLMSSP_AV_HOSTNAME, ntlm.NTLMSSP_AV_DOMAINNAME):
            target[name] = config['domain'].encode('utf-16le')
        target[ntlm.NTLMSSP_AV_TIME] = struct.pack('<q', int((time.time() + 11644473600) * 10_000_000))
        wanted = ntlm.NTLMSSP_NEGOTIATE_UNICODE | ntlm.NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY
        wanted |= ntlm.NTLMSSP_REQUEST_TARGET | ntlm.NTLMSSP_NEGOTIATE_NTLM | ntlm.NTLMSSP_NEGOTIATE_ALWAYS_SIGN
        self.challenge = ntlm.NTLMAuthChallenge()
        self.challenge['flags'] = (self.asked['flags'] & wanted) | (
            ntlm.NTLMSSP_NEGOTIATE_TARGET_INFO | ntlm.NTLMSSP_TARGET_TYPE_DOMAIN
        )
        domain = config['domain'].encode('utf-16le')
        self.challenge['domain_name'] = domain
        self.challenge['domain_len'] = self.challenge['domain_max_len'] = len(domain)
        self.challenge['challenge'] = os.urandom(8)
        self.challenge['Version'] = b''
        self.challenge['VersionLen'] = 0
        fields = target.getData()
        self.challenge['domain_offset'] = 48
        self.challenge['TargetInfoFields_offset'] = 48 + len(domain)
        self.challenge['TargetInfoFields_len'] = self.challenge['TargetInfoFields_max_len'] = len(fields)
        self.challenge['TargetInfoFields'] = fields
        return base64.b64encode(self.challenge.getData()).decode()

    def end(self, message):
        """Whether the password is known, and the user as DOMAIN\\name."""
        answer = ntlm.NTLMAuthChallengeResponse()
        answer.fromString(message)
        name = answer['user_name'].decode('utf-16le')
        domain = answer['domain_name'].decode('utf-16le')
        user = f'{domain}\\{name}'
        password = config['users'].get(user.lower())
        pairs = ntlm.AV_PAIRS(answer['ntlm'][44:])
        bound = pairs[ntlm.NTLMSSP_AV_CHANNEL_BINDINGS]
        if password is None or bound is None or bound[1] != BINDING:
            return False, user
        hashes = ntlm.LMOWFv1(password), ntlm.NTOWFv1(password)
        challenge = self.challenge['challenge']
        status, _ = computeNTLMv2(name, *hashes, challenge, answer, self.challenge, self.asked)
        return status == STATUS_SUCCESS, user


class Front(http.server.BaseHTTPRequestHandler):
    """One for each connection, which is what NTLM signs in."""

    protocol_version = 'HTTP/1.1'
    timeout = 30

    def setup(self):
        super().setup()
        self.proof = Proof()
        self.user = None

    def log_message(self, *_):
        pass

    def ask(self, challenges):
        body = b'401 - Unauthorized: Access is denied.'
        self.send_response(401)
        for challenge in challenges:
            self.send_header('WWW-Authenticate', challenge)
        self.send_header('Content-Type', 'text/html')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', '0')))
        scheme, _, token = self.headers.get('Authorization', '').partition(' ')
        if scheme.lower() == 'ntlm' and self.user is None:
            message = base64.b64decode(token)
            if message[8:12] == b'\x01\0\0\0':
                return self.ask([f'NTLM {self.proof.begin(message)}'])
            if self.proof.challenge is not None:
                is_known, user = self.proof.end(message)
                with open(config['proofs'], 'a', encoding='utf-8') as file:
                    file.write(f'{"taken" if is_known else "refused"} {user}\n')
                self.user = user if is_known else None
                self.proof = Proof()
        if self.user is None:
            return self.ask(['Negotiate', 'NTLM'])
        return self.pass_on(body)

    def pass_on(self, body):
        behind = http.client.HTTPSConnection(BEHIND.hostname, BEHIND.port, context=BEHIND_CONTEXT, timeout=30)
        headers = {
            'Accept': self.headers.get('Accept', '*/*'),
            'Content-Type': self.headers.get('Content-Type', ''),
            'X-Remote-User': self.user,
            'X-Front-Secret': config['secret'],
        }
        behind.request('POST', self.path, body, headers)
        answer = behind.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        self.send_header('Content-Type', answer.getheader('Content-Type', 'application/octet-stream'))
        self.send_header('Content-Length', str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        behind.close()
        return None


class Server(http.server.ThreadingHTTPServer):
    """The TLS handshake happens in the connection's own thread."""

    def finish_request(self, request, client_address):
        secure = CONTEXT.wrap_socket(request, server_side=True)
        try:
            super().finish_request(secure, client_address)
        finally:
            secure.close()

    def handle_error(self, *_):
        pass


CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
CONTEXT.load_cert_chain(config['certificate'], config['key'])
Server((config['address'], config['port']), Front).serve_forever()

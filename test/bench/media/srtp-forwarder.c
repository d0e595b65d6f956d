/* Takes SRTP at a port of 127.0.0.1, opens it with libsrtp, protects it under another key, and sends it on.
   Arguments: the port that it goes to, then both master keys with their salts in hex. Says its own port first. */
#include <arpa/inet.h>
#include <srtp2/srtp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <signal.h>

static srtp_t session(const char *hex, srtp_ssrc_type_t direction) {
  static unsigned char keys[2][SRTP_AES_ICM_128_KEY_LEN_WSALT];
  static int used;
  unsigned char *key = keys[used++];
  for (int i = 0; i < SRTP_AES_ICM_128_KEY_LEN_WSALT; i++) sscanf(hex + 2 * i, "%2hhx", key + i);
  srtp_policy_t policy;
  memset(&policy, 0, sizeof policy);
  srtp_crypto_policy_set_rtp_default(&policy.rtp);
  srtp_crypto_policy_set_rtcp_default(&policy.rtcp);
  policy.ssrc.type = direction;
  policy.key = key;
  policy.window_size = 128;
  srtp_t made;
  if (srtp_create(&made, &policy) != srtp_err_status_ok) exit(1);
  return made;
}

int main(int argc, char **argv) {
  if (argc != 4 || srtp_init() != srtp_err_status_ok) return 1;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int in = socket(AF_INET, SOCK_DGRAM, 0), out = socket(AF_INET, SOCK_DGRAM, 0);
  int room = 1 << 21;
  setsockopt(in, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  struct sockaddr_in own = {.sin_family = AF_INET}, target = {.sin_family = AF_INET};
  own.sin_addr.s_addr = target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  target.sin_port = htons(atoi(argv[1]));
  socklen_t size = sizeof own;
  if (bind(in, (struct sockaddr *)&own, size) || getsockname(in, (struct sockaddr *)&own, &size)) return 1;
  srtp_t opening = session(argv[2], ssrc_any_inbound), closing = session(argv[3], ssrc_any_outbound);
  printf("%d\n", ntohs(own.sin_port));
  fflush(stdout);
  unsigned char packet[2048];
  for (;;) {
    int length = recv(in, packet, 1500, 0);
    if (length < 0) return 1;
    if (srtp_unprotect(opening, packet, &length) || srtp_protect(closing, packet, &length)) continue;
    sendto(out, packet, length, 0, (struct sockaddr *)&target, sizeof target);
  }
}
